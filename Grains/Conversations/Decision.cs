using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>What a rule decided: facts to be recorded, an earlier receipt for a repeat, or a refusal.</summary>
/// <param name="Facts">The first is the one the sender's receipt names.</param>
public readonly record struct Decision(ImmutableArray<ConversationFact> Facts, Receipt? Earlier, Refusal? Refusal)
{
    public static implicit operator Decision(Refusal refusal) => new([], null, refusal);

    public static implicit operator Decision(Receipt earlier) => new([], earlier, null);

    public static implicit operator Decision(ConversationFact fact) => new([fact], null, null);

    public static Decision Of(params ReadOnlySpan<ConversationFact> facts) => new([.. facts], null, null);

    /// <summary>Nothing to record and nothing refused: it is so already.</summary>
    public static readonly Decision Nothing = new([], null, null);
}
