using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>How calls travel between simulated processes: how long they take, in which order they come, and what happens to them on the way.</summary>
internal sealed class Network(SimulatedCluster cluster, ulong seed)
{
    /// <summary>Orleans forwards a call so often before it gives up (SiloMessagingOptions.MaxForwardCount).</summary>
    private const int MostForwards = 2;

    private readonly Dictionary<(long Sender, GrainId Target), long> _lastArrival = [];

    public SimulatedRandom Random { get; } = new(seed, "network");

    public GrainDirectory Directory { get; } = new(cluster);

    public Dictionary<GrainId, SimulatedObserver> Observers { get; } = [];

    private SimulationOptions Options => cluster.Options;

    private long Now => cluster.Agenda.Now;

    public void Send(SimulatedNode origin, GrainRequest request)
    {
        if (origin.IsDead)
        {
            return;
        }

        if (!request.IsOneWay)
        {
            origin.Pending.Add(request);
        }

        var fault = cluster.Faults.At(request.IsOneWay ? FaultPoint.Notification : FaultPoint.Call, new(origin.Silo, request.TargetId, request.Method.Name));
        cluster.Record("send", request, fault.Kind);
        switch (fault.Kind)
        {
            case FaultKind.CallLost or FaultKind.NotificationLost:
                break;
            case FaultKind.CallRefused:
                After(Latency(origin, null), "refuse", () => Refuse(request, $"Simulated: the call to {request} was refused"));
                break;
            default:
                var overtakes = fault.Kind is FaultKind.CallReordered or FaultKind.NotificationReordered;
                Carry(origin, request, fault.Delay, inOrder: !overtakes);
                break;
        }
    }

    public void Answer(SimulatedNode host, GrainRequest request)
    {
        if (request.IsOneWay)
        {
            return;
        }

        var fault = cluster.Faults.At(FaultPoint.Answer, new(host.Silo, request.TargetId, request.Method.Name));
        cluster.Record("answer", request, fault.Kind);
        var origin = (SimulatedNode)request.Origin;
        if (fault.Kind == FaultKind.AnswerLost || AreApart(host, origin))
        {
            return;
        }

        if (request.Failure is { } failure)
        {
            request.Fail(DeepCopier.Copy(failure, evenImmutable: true));
        }

        After(Latency(origin, host) + fault.Delay, "answered", () =>
        {
            if (!origin.IsDead && !AreApart(host, origin) && origin.Pending.Remove(request))
            {
                cluster.Record("answered", request, FaultKind.None);
                request.CompleteCaller();
            }
        });
    }

    /// <summary>A call found its activation gone.</summary>
    public void Forward(SimulatedNode host, GrainRequest request)
    {
        if (++request.Forwards > MostForwards)
        {
            request.Fail(new OrleansMessageRejectionException($"Forwarding of {request} failed after {MostForwards} attempts"));
            Answer(host, request);
        }
        else
        {
            After(Latency(host, null), "forward", () => Deliver(request));
        }
    }

    public void Abandon(Activation activation)
    {
        var node = (SimulatedNode)activation.Engine;
        Directory.Forget(activation, asZombie: false);
        Directory.Leave(activation.GrainId, node.Silo!);
        RefuseAll(node.Abandon(activation), Detection(), $"Simulated: {activation.GrainId} vanished from {node}");
    }

    /// <summary>The cluster forgets the activation, which runs on for a while.</summary>
    public void MakeZombie(Activation activation, TimeSpan life)
    {
        Directory.Forget(activation, asZombie: true);
        Directory.Leave(activation.GrainId, ((SimulatedNode)activation.Engine).Silo!);
        After(life, "zombie ends", () =>
        {
            if (!activation.IsDropped)
            {
                activation.Deactivate(new(DeactivationReasonCode.DuplicateActivation, "Simulated: another activation is registered."));
            }
        });
    }

    public void RefuseAll(IEnumerable<GrainRequest> requests, TimeSpan delay, string why)
    {
        foreach (var request in requests)
        {
            After(delay, "refuse", () => Refuse(request, why));
        }
    }

    public TimeSpan Detection() => Random.Between(Options.ShortestDetection, Options.LongestDetection);

    private static bool AreApart(SimulatedNode one, SimulatedNode other) =>
        one != other && (one.Silo is { IsPartitioned: true } || other.Silo is { IsPartitioned: true });

    private void Carry(SimulatedNode origin, GrainRequest request, TimeSpan delay, bool inOrder)
    {
        var arrival = Now + (Latency(origin, Directory.Find(request.TargetId)?.Engine) + delay).Ticks;
        if (inOrder)
        {
            var path = (request.Caller?.Ordinal ?? origin.Queue.Ordinal, request.TargetId);
            arrival = Math.Max(arrival, _lastArrival.GetValueOrDefault(path, -1) + 1);
            _lastArrival[path] = arrival;
        }

        cluster.Agenda.Add(arrival, "deliver", () => Deliver(request));
    }

    private void Deliver(GrainRequest request)
    {
        cluster.Record("deliver", request, FaultKind.None);
        var origin = (SimulatedNode)request.Origin;
        if (request.TargetId.Type == SimulatedNode.ObserverType)
        {
            if (Observers.TryGetValue(request.TargetId, out var observer) && !AreApart(origin, observer.Node))
            {
                observer.Node.Host(request);
                observer.Receive(request);
            }

            return;
        }

        if (origin.Silo is { IsPartitioned: true } && !origin.IsDead)
        {
            DeliverInside(origin, request);
            return;
        }

        if (Directory.Zombie(request.TargetId) is { } zombie && !AreApart(origin, (SimulatedNode)zombie.Engine) && Random.Next(2) == 0)
        {
            Hand(zombie, request); // its sender's cache is stale
            return;
        }

        if (Directory.Find(request.TargetId) is { } active)
        {
            if (((SimulatedNode)active.Engine).Silo is { IsReachable: false } silo)
            {
                After(silo.UntilDetected, "refuse", () => Refuse(request, $"Simulated: {silo.Name} is unavailable"));
                return;
            }

            Strike(active, request);
        }

        if ((Directory.Find(request.TargetId) ?? Directory.Place(request.TargetId)) is { } activation)
        {
            Hand(activation, request);
        }
        else
        {
            After(Detection(), "refuse", () => Refuse(request, $"Simulated: no silo takes {request.TargetId}"));
        }
    }

    /// <summary>A silo that is cut off sees only itself.</summary>
    private void DeliverInside(SimulatedNode node, GrainRequest request)
    {
        if (node.Activations.TryGetValue(request.TargetId, out var local))
        {
            Hand(local, request);
        }
        else
        {
            After(Detection(), "refuse", () => Refuse(request, $"Simulated: {node} is cut off"));
        }
    }

    private void Strike(Activation activation, GrainRequest request)
    {
        var silo = ((SimulatedNode)activation.Engine).Silo!;
        var fault = cluster.Faults.At(FaultPoint.Arrival, new(silo, activation.GrainId, request.Method.Name));
        if (!fault.Strikes)
        {
            return;
        }

        cluster.Record("strike", request, fault.Kind);
        switch (fault.Kind)
        {
            case FaultKind.Move:
                cluster.Move(activation.GrainId);
                break;
            case FaultKind.MoveWithoutDeactivation:
                Abandon(activation);
                break;
            case FaultKind.SecondActivation:
                MakeZombie(activation, fault.Delay);
                break;
        }
    }

    private static void Hand(Activation activation, GrainRequest request)
    {
        ((SimulatedNode)activation.Engine).Host(request);
        activation.Post(request);
    }

    private static void Refuse(GrainRequest request, string why)
    {
        if (!((SimulatedNode)request.Origin).IsDead && request.Origin.Pending.Remove(request))
        {
            request.FailCaller(new SiloUnavailableException(why));
        }
    }

    private TimeSpan Latency(SimulatedNode origin, Engine? target)
    {
        var latency = Random.Between(Options.ShortestLatency, Options.LongestLatency);
        return origin == target ? latency / 100 : latency;
    }

    private void After(TimeSpan delay, string what, Action act) => cluster.Agenda.Add(Now + delay.Ticks, what, act);
}
