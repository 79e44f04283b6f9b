using System.Text.Json.Serialization;

namespace Muster.Queues;

/// <summary>One open conversation in a queue's register.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Ticket">The order key: smaller is served earlier.</param>
/// <param name="Seq">The fact its place rests on; what is older changes nothing.</param>
/// <param name="IsHeld">An agent has it; otherwise it waits.</param>
/// <param name="For">The one agent it waits for, until <paramref name="ForUntil"/>.</param>
public sealed record LineEntry(
    string Conversation, long Ticket, int Seq, bool IsHeld, string? For = null, DateTimeOffset? ForUntil = null)
{
    /// <summary>Null for as urgent as any, and anybody's.</summary>
    public Triage? Triage { get; init; }

    /// <summary>Nobody is given it earlier; null for at any time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The alias of the supervisor by whose word the agent it waits for is given it beyond their limits; null where these hold.</summary>
    public string? BeyondLimitBy { get; init; }

    /// <summary>The one agent it is never given to; null for nobody.</summary>
    public string? NotFor { get; init; }

    /// <summary>It lets those pass who wait at their screens.</summary>
    [JsonIgnore]
    public bool IsYielding => Triage?.HeadStart < TimeSpan.Zero;

    /// <summary>When the citizen started.</summary>
    [JsonIgnore]
    public DateTimeOffset Since => new(Ticket + (Triage?.HeadStart.Ticks ?? 0), TimeSpan.Zero);
}
