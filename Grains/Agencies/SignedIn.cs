namespace Muster.Agencies;

/// <summary>A session of an account, as stored.</summary>
/// <param name="Digest">Of the session's id: what is stored opens no session.</param>
/// <param name="Until">When it ends by itself, UTC.</param>
public sealed record SignedIn(string Digest, DateTimeOffset Until);
