using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Identity;
using Orleans.Utilities;

namespace Muster.Conversations;

/// <summary>The fronts that show one conversation. Whatever they are told may get lost; what is missing is found by reading.</summary>
internal sealed class Screens(string conversation, TimeProvider clock, ILogger log)
{
    /// <summary>They renew their watch every minute; one that missed two renewals is gone.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly ObserverManager<IConversationWatcher> _watchers = new(Lease, log)
    {
        GetDateTime = () => clock.GetUtcNow().UtcDateTime,
    };

    private Signal? _citizenPresence;

    /// <summary>Shows it on one more, or for two minutes more, beginning with whether the citizen is there.</summary>
    public void Add(IConversationWatcher watcher, string? holder)
    {
        _watchers.Subscribe(watcher, watcher);
        if (_citizenPresence is { } presence)
            watcher.OnSignal(conversation, holder, presence);
    }

    public void Show(ImmutableArray<Entry> entries, string? holder) =>
        _watchers.Notify(watcher => watcher.OnRecorded(conversation, holder, entries));

    public void Show(Signal signal, string? holder) => _watchers.Notify(watcher => watcher.OnSignal(conversation, holder, signal));

    /// <summary>The citizen's connection came or went.</summary>
    public void Connected(bool isConnected, string? citizenName, string? holder)
    {
        if (_citizenPresence?.IsConnected == isConnected)
            return;

        _citizenPresence = new Signal(Signal.Presence, Role.Citizen, citizenName, null, clock.GetUtcNow()) { IsConnected = isConnected };
        Show(_citizenPresence, holder);
    }

    /// <summary>The conversation goes elsewhere: watch there.</summary>
    public void Move() => _watchers.Notify(watcher => watcher.OnMoved(conversation));
}
