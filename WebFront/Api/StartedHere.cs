using Muster.Conversations;

namespace Muster.WebFront.Api;

/// <summary>A conversation that has begun, and the token that opens it.</summary>
/// <param name="Id">The conversation's id.</param>
internal sealed record StartedHere(string Id, string Token, Started Started, AgencyNow Agency);
