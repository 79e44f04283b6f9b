using System.Text.Json.Serialization;

namespace Muster.Agencies;

/// <summary>A device its user trusts, as stored.</summary>
/// <param name="Digest">Of the secret that the device keeps.</param>
/// <param name="Label">Its browser and system in a few words.</param>
public sealed record KnownDevice(string Digest, string Label, DateTimeOffset Since, DateTimeOffset UsedAt)
{
    /// <summary>Wrong passwords there.</summary>
    public SignInAttempts Attempts { get; init; }

    /// <summary>Wrong codes there.</summary>
    public SignInAttempts CodeAttempts { get; init; }

    /// <summary>Names it to people and opens nothing.</summary>
    [JsonIgnore]
    public string Handle => AccountRules.HandleOf(Digest);
}
