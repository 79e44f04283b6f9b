using Muster.Identity;

namespace Muster.Conversations;

/// <summary>What may be lost: somebody types, has read, came and went, or is to be reminded.</summary>
/// <param name="Kind"><c>typing</c>, <c>read</c>, <c>presence</c> or <c>no-reply</c>.</param>
/// <param name="From">The side it comes from.</param>
/// <param name="Name">The alias or chosen name.</param>
/// <param name="Seq">What was read.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.signal")]
public sealed record Signal(string Kind, Role From, string? Name, int? Seq, DateTimeOffset At)
{
    public const string Typing = "typing";
    public const string Read = "read";

    /// <summary>The citizen's connection came or went.</summary>
    public const string Presence = "presence";

    /// <summary>The citizen waits for the holder's reply: for staff alone, and repeated while it lasts.</summary>
    public const string NoReply = "no-reply";

    /// <summary>For <see cref="Presence"/>: whether the citizen is connected; <see cref="At"/> says since when.</summary>
    [Id(0)] public bool? IsConnected { get; init; }

    /// <summary>For <see cref="NoReply"/>: since when the citizen waits, UTC.</summary>
    [Id(1)] public DateTimeOffset? Since { get; init; }

    /// <summary>For <see cref="NoReply"/>: when it goes back to the line without a reply, UTC; null for never.</summary>
    [Id(2)] public DateTimeOffset? ReturnsAt { get; init; }
}
