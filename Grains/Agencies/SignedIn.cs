using System.Text.Json.Serialization;

namespace Muster.Agencies;

/// <summary>A session of an account, as stored.</summary>
/// <param name="Digest">Of the session's id: what is stored opens no session.</param>
/// <param name="Until">When it ends by itself, UTC.</param>
public sealed record SignedIn(string Digest, DateTimeOffset Until)
{
    /// <summary>Null for those of an earlier version.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When its user last gave a sign; null where it does not lock itself.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>When it was locked by hand; null where it was not.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>Its browser and system in a few words.</summary>
    public string Label { get; init; } = "";

    /// <summary>The digest of the trusted device it is on; null on any other.</summary>
    public string? Device { get; init; }

    /// <summary>Whether a second factor was used, here or at the identity provider.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Which of those who share the account; null where nobody does.</summary>
    public string? Person { get; init; }

    /// <summary>Wrong passwords and codes within it.</summary>
    public int Failed { get; init; }

    /// <summary>Names it to people and opens nothing.</summary>
    [JsonIgnore]
    public string Handle => AccountRules.HandleOf(Digest);
}
