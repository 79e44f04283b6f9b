using System.Collections.Concurrent;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>
/// Everything that happens, brought to the readers of this front. Pushes make it fast; they are never trusted to be complete: what got
/// lost is found by renewed watches, heartbeats and acknowledgements, and read. Knows nothing of HTTP and of no clock but the injected
/// one, so it runs inside the simulation as it does here.
/// </summary>
public sealed class Feed
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly Jitter _jitter;
    private readonly Pulse _pulse;
    private readonly LiveSilos _silos;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AgentHub> _agents = [];
    private readonly List<AgentFollower> _consoles = [];
    private readonly Queue<(ConversationHub Hub, long Since)> _lingering = new();
    private readonly Queue<(ConversationHub Hub, long Since)> _promises = new();

    // Never enumerated: its order would differ from process to process.
    private readonly ConcurrentDictionary<string, ConversationHub> _conversations = new(StringComparer.Ordinal);

    // The engine holds observers weakly; these are what keeps them. Introduced to it when first needed: it may not have started yet.
    private readonly Lazy<(IGrainObserver[] Kept, IConversationWatcher Conversation, IQueueWatcher Queue, IAgentWatcher Agent)> _watchers;

    private long _now;

    public Feed(IGrainFactory grains, TimeProvider clock, Random random, FeedSettings? settings = null)
    {
        Grains = grains;
        Settings = settings ?? new FeedSettings();
        _clock = clock;
        _jitter = new Jitter(random);
        _pulse = new Pulse(Settings, _jitter);
        Renewals = new Renewals(Settings, _jitter);
        Lines = new Lines(this);
        _silos = new LiveSilos(grains, Renewals);
        _watchers = new(() => Introduce(grains));
    }

    internal IGrainFactory Grains { get; }

    internal FeedSettings Settings { get; }

    internal Renewals Renewals { get; }

    internal Lines Lines { get; }

    internal IConversationWatcher ConversationWatcher => _watchers.Value.Conversation;

    internal IQueueWatcher QueueWatcher => _watchers.Value.Queue;

    internal IAgentWatcher AgentWatcher => _watchers.Value.Agent;

    /// <summary>Beats once a second until the front stops; then every stream ends.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Second, _clock, stop);
                Beat();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The ordinary end.
        }
        finally
        {
            _pulse.SendAway(parts: 1);
        }
    }

    /// <summary>
    /// Before the front stops: its streams end one after the other, spread over so long, each told when to come back. Whoever comes
    /// after that is sent on at once.
    /// </summary>
    /// <param name="over">At least zero: all at once; counted in whole seconds.</param>
    /// <param name="hurry">Cancelled when there is no time left.</param>
    public async Task Drain(TimeSpan over, CancellationToken hurry)
    {
        try
        {
            for (var seconds = (int)over.TotalSeconds; seconds > 1; seconds--)
            {
                _pulse.SendAway(parts: seconds);
                await Task.Delay(Second, _clock, hurry);
            }
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            // Those who are left go together.
        }

        _pulse.SendAway(parts: 1);
    }

    /// <summary>A conversation from the entry after <paramref name="after"/> on, as far as the caller may see it.</summary>
    public async Task<Outcome<ConversationFollower>> Follow(Caller caller, string conversation, int after)
    {
        var follower = new ConversationFollower(this, caller, conversation, after);
        return await Opened(follower, follower.Open) is { } refusal ? refusal : follower;
    }

    /// <summary>An agent's stream.</summary>
    /// <param name="resumed">How far the console has come in each conversation it knows, by grain key.</param>
    public async Task<Outcome<AgentFollower>> FollowAgent(Caller caller, IReadOnlyDictionary<string, int> resumed)
    {
        var follower = new AgentFollower(this, caller, resumed);
        return await Opened(follower, follower.Open) is { } refusal ? refusal : follower;
    }

    /// <summary>An acknowledgement passed through this front: should the push of its entry not arrive within a second or two, it is read.</summary>
    public void Acknowledged(string conversation, int seq)
    {
        if (Known(conversation) is not { } hub || !hub.Promise(seq))
            return;

        lock (_gate)
            _promises.Enqueue((hub, _now));
    }

    /// <summary>The line of a queue, by its grain key.</summary>
    public Task<LineSnapshot> Line(string queue) => Lines.Look(queue);

    /// <summary>What is due every second. <see cref="Run"/> calls it.</summary>
    internal void Beat()
    {
        var now = ++_now;
        _pulse.Beat(now);
        Renewals.Beat(now);
        Lines.Beat();
        KeepPromises(now);
        LetGo(now);
        if (now % Settings.SiloSeconds == 0)
            Forget(_silos.Look());
        if (now % Settings.QueuesSeconds == 0)
            LookAtLines();
    }

    internal Task Pause(int failures) => Task.Delay(_jitter.Pause(failures), _clock);

    /// <summary>For what is told and may be lost: nobody waits, and a failure is no news.</summary>
    internal static async void Forget(Task telling)
    {
        try
        {
            await telling;
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            // It was allowed to get lost.
        }
    }

    internal ConversationHub? Known(string conversation) => _conversations.GetValueOrDefault(conversation);

    internal AgentHub? KnownAgent(string agent)
    {
        lock (_gate)
            return _agents.GetValueOrDefault(agent);
    }

    internal (ConversationHub Hub, ConversationCursor Cursor) Attach(Caller caller, string conversation, int after, Wakeup reader)
    {
        while (true)
        {
            var hub = _conversations.GetOrAdd(conversation, static (key, feed) => new ConversationHub(key, feed), this);
            var cursor = new ConversationCursor(hub, caller, after, reader);
            if (hub.TryAdd(cursor))
                return (hub, cursor);

            _conversations.TryRemove(new KeyValuePair<string, ConversationHub>(conversation, hub));
        }
    }

    internal AgentHub Attach(AgentFollower follower)
    {
        var key = GrainKey.Of(follower.Caller.Agency, follower.Caller.StaffId!);
        lock (_gate)
        {
            if (!_agents.TryGetValue(key, out var hub))
                _agents.Add(key, hub = new AgentHub(key, this));
            hub.Add(follower);
            _consoles.Add(follower);
            return hub;
        }
    }

    internal void Part(ConversationFollower follower) => _pulse.Remove(follower);

    internal void Part(AgentFollower follower, AgentHub hub)
    {
        _pulse.Remove(follower);
        lock (_gate)
        {
            _consoles.Remove(follower);
            if (!hub.Remove(follower))
                return;

            _agents.Remove(hub.Key);
        }

        Renewals.Forget(hub);
    }

    /// <summary>A reader has left: should nobody be back in a few seconds, the conversation is told or let go.</summary>
    internal void Linger(ConversationHub hub)
    {
        lock (_gate)
        {
            hub.QuietSince = _now;
            _lingering.Enqueue((hub, _now));
        }
    }

    private (IGrainObserver[], IConversationWatcher, IQueueWatcher, IAgentWatcher) Introduce(IGrainFactory grains)
    {
        var (conversation, queue, agent) = (new ConversationWatcher(this), new QueueWatcher(this), new AgentWatcher(this));
        return (
            [conversation, queue, agent],
            grains.CreateObjectReference<IConversationWatcher>(conversation),
            grains.CreateObjectReference<IQueueWatcher>(queue),
            grains.CreateObjectReference<IAgentWatcher>(agent));
    }

    private async Task<Refusal?> Opened(Follower follower, Func<Task<Refusal?>> open)
    {
        var refusal = Refusal.NotFound as Refusal?;
        try
        {
            refusal = await open();
            if (refusal is null)
                _pulse.Add(follower);
            return refusal;
        }
        finally
        {
            if (refusal is not null)
                follower.Dispose();
        }
    }

    private void KeepPromises(long now)
    {
        while (NextBefore(_promises, now - 1) is { } hub)
            hub.KeepPromise();
    }

    private void LetGo(long now)
    {
        while (NextBefore(_lingering, now - Settings.LingerSeconds) is { } hub)
        {
            if (hub.QuietSince > now - Settings.LingerSeconds || !hub.TryRetire())
                continue; // somebody came back, and left again since or is here

            _conversations.TryRemove(new KeyValuePair<string, ConversationHub>(hub.Key, hub));
            Renewals.Forget(hub);
        }
    }

    private ConversationHub? NextBefore(Queue<(ConversationHub Hub, long Since)> queue, long moment)
    {
        lock (_gate)
            return queue.TryPeek(out var next) && next.Since <= moment ? queue.Dequeue().Hub : null;
    }

    private void LookAtLines()
    {
        AgentFollower[] consoles;
        lock (_gate)
            consoles = [.. _consoles];
        foreach (var console in consoles)
            console.LookAtLines();
    }
}
