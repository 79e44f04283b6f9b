using System.Collections.Immutable;
using Muster.Conversations;

namespace Muster.Tests.Support;

/// <summary>A front that shows one conversation to everybody.</summary>
internal sealed class Screen : IConversationWatcher
{
    public Heard<Entry> Entries { get; } = new();

    public Heard<Signal> Signals { get; } = new();

    public void OnRecorded(string conversation, string? holder, ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries)
            Entries.Add(entry);
    }

    public void OnSignal(string conversation, string? holder, Signal signal) => Signals.Add(signal);

    public void OnMoved(string conversation)
    {
    }

    public Task<Entry> Until(string kind) => Entries.Until($"the screen shows {kind}", entry => entry.Kind == kind);
}
