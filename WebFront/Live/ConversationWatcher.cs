using System.Collections.Immutable;
using Muster.Conversations;

namespace Muster.WebFront.Live;

/// <summary>What conversations call on this front; the feed holds it, because the engine holds it weakly.</summary>
internal sealed class ConversationWatcher(Feed feed) : IConversationWatcher
{
    public void OnRecorded(string conversation, string? holder, ImmutableArray<Entry> entries) =>
        feed.Known(conversation)?.Record(holder, entries);

    public void OnSignal(string conversation, string? holder, Signal signal) => feed.Known(conversation)?.Hear(signal);

    public void OnMoved(string conversation) => feed.Known(conversation)?.Move();
}
