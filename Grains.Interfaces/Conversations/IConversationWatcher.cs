using System.Collections.Immutable;

namespace Muster.Conversations;

/// <summary>
/// A front that shows conversations: one object for all it shows. Anything sent here may get lost; what is missing is found by
/// <see cref="IConversationGrain.Watch"/> and <see cref="IConversationGrain.Read"/>.
/// </summary>
[Alias("Muster.IConversationWatcher")]
public interface IConversationWatcher : IGrainObserver
{
    /// <summary>Entries are on stable storage.</summary>
    /// <param name="conversation">The grain key.</param>
    /// <param name="holder">The staff id of the agent who holds it from here on; no other agent's stream gets them.</param>
    /// <param name="entries">Ascending, without a gap, for every audience: the front leaves out what its reader may not see.</param>
    void OnRecorded(string conversation, string? holder, ImmutableArray<Entry> entries);

    /// <summary>Something that may be lost.</summary>
    void OnSignal(string conversation, string? holder, Signal signal);

    /// <summary>The grain goes away in order: watch again.</summary>
    void OnMoved(string conversation);
}
