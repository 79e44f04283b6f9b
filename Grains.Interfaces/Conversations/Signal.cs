using Muster.Identity;

namespace Muster.Conversations;

/// <summary>What may be lost: somebody types, has read, or came and went.</summary>
/// <param name="Kind"><c>typing</c>, <c>read</c> or <c>presence</c>.</param>
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

    /// <summary>For <see cref="Presence"/>: whether the citizen is connected; <see cref="At"/> says since when.</summary>
    [Id(0)] public bool? IsConnected { get; init; }
}
