using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>One life of one simulated process: a silo between start and crash, or a client. What it owns dies with it.</summary>
#pragma warning disable CA1001 // What it owns ends when it dies.
internal sealed class SimulatedNode : Engine
#pragma warning restore CA1001
{
    public static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private readonly Dictionary<GrainId, Activation> _activations = [];
    private readonly HashSet<Activation> _living = [];
    private readonly Dictionary<GrainId, SimulatedObserver> _observers = [];
    private readonly HashSet<GrainRequest> _hosted = [];
    private readonly SimulatedTime _time;
    private readonly SimulatedTime _housekeeping;
    private readonly IdleCollector? _collector;
    private Action? _whenEmpty;
    private int _observerIds;

    public SimulatedNode(SimulatedCluster cluster, string name, int life, SimulatedSilo? silo, IServiceProvider services, SimulatedTime time, EngineOptions options)
        : base(services, cluster.Classes)
    {
        Cluster = cluster;
        Name = name;
        Life = life;
        Silo = silo;
        Options = options;
        _time = time;
        _housekeeping = new(cluster, background: true);
        Pending = new(time, options.ResponseTimeout, TimeSpan.Zero);
        Queue = new(this);
        if (silo is not null)
        {
            _collector = new(_housekeeping, options, () => [.. _living]);
        }
    }

    public SimulatedCluster Cluster { get; }

    public string Name { get; }

    public int Life { get; }

    /// <summary>Null at a client.</summary>
    public SimulatedSilo? Silo { get; }

    public bool IsDead { get; private set; }

    /// <summary>Where code that is no grain's runs: a client's, or a silo's background work.</summary>
    public SimulatedQueue Queue { get; }

    public override TimeProvider Time => _time;

    public override EngineOptions Options { get; }

    public override PendingCalls Pending { get; }

    /// <summary>Between processes everything is copied.</summary>
    public override bool CopiesImmutable => true;

    public override bool InlinesContinuations => false;

    public override TaskCreationOptions PromiseOptions => TaskCreationOptions.None;

    public IReadOnlyDictionary<GrainId, Activation> Activations => _activations;

    /// <summary>Calls of others that arrived here and are not answered.</summary>
    public IReadOnlyCollection<GrainRequest> Hosted => _hosted;

    public override void Send(GrainRequest request) => Cluster.Network.Send(this, request);

    public override void Respond(GrainRequest request)
    {
        _hosted.Remove(request);
        Cluster.Network.Answer(this, request);
    }

    public override void Forward(GrainRequest request)
    {
        _hosted.Remove(request);
        Cluster.Network.Forward(this, request);
    }

    public override void Schedule(TurnQueue queue) => Cluster.MakeReady(queue);

    public override void Unregister(Activation activation)
    {
        if (_activations.TryGetValue(activation.GrainId, out var current) && current == activation)
        {
            _activations.Remove(activation.GrainId);
        }

        _living.Remove(activation);
        Cluster.Network.Directory.Remove(activation);
        if (_living.Count == 0 && _whenEmpty is { } tell)
        {
            _whenEmpty = null;
            Cluster.After(TimeSpan.Zero, tell);
        }
    }

    public override void Broken(Exception failure) => throw new SimulationException("The engine failed in a turn", failure);

    public override GrainId Register(IGrainObserver observer)
    {
        var id = GrainId.Create(ObserverType, $"{Name}.{Life.ToString(CultureInfo.InvariantCulture)}/{(++_observerIds).ToString(CultureInfo.InvariantCulture)}");
        _observers[id] = new(this, observer);
        Cluster.Network.Observers[id] = _observers[id];
        return id;
    }

    public override void Unregister(GrainId observer)
    {
        _observers.Remove(observer);
        Cluster.Network.Observers.Remove(observer);
    }

    /// <summary>The one the silo finds under this id. An earlier one may live on beside it.</summary>
    public Activation Activate(GrainClass grainClass, GrainId id)
    {
        var activation = _activations[id] = new(this, grainClass, id);
        _living.Add(activation);
        return activation;
    }

    /// <summary>Ends every activation in order, then tells.</summary>
    public void DeactivateAll(DeactivationReason reason, Action whenDone)
    {
        if (_living.Count == 0)
        {
            Cluster.After(TimeSpan.Zero, whenDone);
            return;
        }

        _whenEmpty = whenDone;
        foreach (var activation in _living)
        {
            activation.Deactivate(reason);
        }
    }

    public void Host(GrainRequest request)
    {
        if (!request.IsOneWay)
        {
            _hosted.Add(request);
        }
    }

    /// <summary>The activation vanishes: no turn of it runs again. Its callers are the network's to tell.</summary>
    public GrainRequest[] Abandon(Activation activation)
    {
        activation.Drop();
        activation.Timers.Dispose();
        _activations.Remove(activation.GrainId);
        _living.Remove(activation);
        var orphans = _hosted.Where(request => request.TargetId == activation.GrainId).ToArray();
        _hosted.ExceptWith(orphans);
        return orphans;
    }

    /// <summary>The process is gone. Nothing that waits here ever goes on.</summary>
    public GrainRequest[] Die()
    {
        IsDead = true;
        _time.Die();
        _housekeeping.Die();
        _collector?.Dispose();
        Pending.Close();
        Queue.Drop();
        foreach (var activation in _living)
        {
            activation.Drop();
        }

        foreach (var id in _observers.Keys)
        {
            Cluster.Network.Observers.Remove(id);
        }

        var orphans = _hosted.ToArray();
        _hosted.Clear();
        return orphans;
    }

    public override string ToString() => Name;
}
