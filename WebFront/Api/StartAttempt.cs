using Muster.Identity;
using Muster.WebFront.Abuse;

namespace Muster.WebFront.Api;

/// <summary>What came of a start: one of these.</summary>
/// <param name="Started">It has begun.</param>
/// <param name="Refusal">It cannot begin.</param>
/// <param name="Challenge">It can, with what this asks for.</param>
/// <param name="Banned">It cannot before then, and how to appeal.</param>
/// <param name="Wait">Not so soon after the others of the same browser.</param>
internal sealed record StartAttempt(
    StartedHere? Started = null, Refusal? Refusal = null, Challenge? Challenge = null, BannedUntil? Banned = null, TimeSpan? Wait = null)
{
    public static implicit operator StartAttempt(Refusal refusal) => new(Refusal: refusal);
}

/// <param name="Until">UTC.</param>
/// <param name="Appeal">In the agency's words.</param>
internal sealed record BannedUntil(DateTimeOffset Until, string Appeal);
