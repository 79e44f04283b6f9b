using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Front.Live;

/// <summary>An agent who holds what the test says.</summary>
public sealed class FakeAgent(string key) : IAgentGrain
{
    private IAgentWatcher? _watcher;
    private long _version;

    public AgentView View { get; private set; } = new("Sam", Presence.Available, 3, 5, Some.Moment, [], null, null);

    public Presence Presence
    {
        get => View.Presence;
        set => View = View with { Presence = value };
    }

    public bool IsPushing { get; set; } = true;

    public int Watches { get; private set; }

    public int Renewals { get; private set; }

    public void Hold(params ReadOnlySpan<Slot> slots)
    {
        View = View with { Slots = [.. slots] };
        _version++;
        if (IsPushing)
            _watcher?.OnChanged(key, _version, View);
    }

    public Task<bool> IsAvailable() => throw new NotSupportedException();

    public Task<Outcome<AgentWatchAnswer>> Watch(Caller caller, IAgentWatcher watcher)
    {
        Watches++;
        _watcher = watcher;
        return Task.FromResult<Outcome<AgentWatchAnswer>>(new AgentWatchAnswer(View, ++_version, FakeManagement.First.ToString()));
    }

    public Task<Outcome<AgentView>> Renew(Caller caller)
    {
        Renewals++;
        return Task.FromResult<Outcome<AgentView>>(View);
    }

    public Task<Outcome<AgentView>> SetPresence(Caller caller, SetPresence command)
    {
        Presence = command.Status;
        return Task.FromResult<Outcome<AgentView>>(View);
    }

    public Task<Outcome<AgentView>> SetPresenceFor(Caller caller, Presence status) => throw new NotSupportedException();

    public Task<Outcome<AgentView>> Accept(Caller caller, string conversation) => throw new NotSupportedException();

    public Task<Outcome<AgentView>> Decline(Caller caller, string conversation) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> TakeOver(Caller caller, string conversation, string messageId) => throw new NotSupportedException();

    public Task Withdraw(string conversation, string queue) => throw new NotSupportedException();

    public Task<TakeAnswer> Take(TakeConversation command) => throw new NotSupportedException();

    public Task<AgentAvailability> Availability() => throw new NotSupportedException();

    public Task Release(string conversation, int seq) => throw new NotSupportedException();

    public Task WrapUp(string conversation, int seq) => throw new NotSupportedException();

    public Task TakeAway(string conversation, int seq) => throw new NotSupportedException();
}
