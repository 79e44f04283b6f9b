using System.Collections.Immutable;
using Muster.Agents;
using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Isolation;

/// <summary>A front that asks to be told of everything.</summary>
internal sealed class Ears : IConversationWatcher, IAgentWatcher
{
    public Heard<string> All { get; } = new();

    public IConversationWatcher OfConversation { get; private set; } = null!;

    public IAgentWatcher OfAgent { get; private set; } = null!;

    public static Ears At(IGrainFactory grains)
    {
        var ears = new Ears();
        ears.OfConversation = grains.CreateObjectReference<IConversationWatcher>(ears);
        ears.OfAgent = grains.CreateObjectReference<IAgentWatcher>(ears);
        return ears;
    }

    public void OnRecorded(string conversation, string? holder, ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries)
            All.Add($"{conversation} {entry.Kind} {entry.Text}");
    }

    public void OnSignal(string conversation, string? holder, Signal signal) => All.Add($"{conversation} {signal.Kind} by {signal.From}");

    public void OnChanged(string agent, long version, AgentView view) => All.Add($"{agent} {view.Presence}");

    void IConversationWatcher.OnMoved(string conversation)
    {
    }

    void IAgentWatcher.OnMoved(string agent)
    {
    }
}
