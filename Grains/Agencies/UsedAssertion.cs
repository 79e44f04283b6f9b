namespace Muster.Agencies;

/// <summary>An assertion that has signed somebody in, kept until it could not do so any more.</summary>
/// <param name="Digest">Of its <c>jti</c>.</param>
/// <param name="Until">When it would be refused for its age, UTC.</param>
public sealed record UsedAssertion(string Digest, DateTimeOffset Until);
