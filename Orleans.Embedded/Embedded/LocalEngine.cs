using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Real time: one process, its thread pool, calls handed over in memory.</summary>
internal sealed class LocalEngine(IServiceProvider services, TimeProvider time, EngineOptions options, ILogger<LocalEngine> log)
    : Engine(services, GrainClasses.Application)
{
    /// <summary>Orleans forwards a call so often before it gives up (SiloMessagingOptions.MaxForwardCount).</summary>
    private const int MostForwards = 2;

    private static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, ObserverPlace> _observers = new();
    private long _observerIds;
    private bool _stopped;

    public override TimeProvider Time { get; } = time;

    public override EngineOptions Options { get; } = options;

    public override PendingCalls Pending { get; } = new(time, options.ResponseTimeout, grain: TimeSpan.FromMilliseconds(50));

    public override bool CopiesImmutable => false;

    public override bool InlinesContinuations => true;

    public IEnumerable<Activation> Activations => _activations.Values;

    public override void Send(GrainRequest request)
    {
        if (!request.IsOneWay)
        {
            Pending.Add(request);
        }

        if (request.TargetId.Type == ObserverType)
        {
            if (_observers.TryGetValue(request.TargetId, out var place))
            {
                place.Receive(request);
            }

            return;
        }

        if (request.Proxy is { LastSeen: { State: not ActivationState.Invalid } seen })
        {
            seen.Post(request);
        }
        else
        {
            Deliver(request);
        }
    }

    public override void Respond(GrainRequest request)
    {
        if (request.IsOneWay)
        {
            if (request.Failure is not null && !request.IsLocalOnly)
            {
                log.LogWarning(request.Failure, "One-way call {Call} failed", request);
            }
        }
        else if (Pending.Remove(request))
        {
            request.CompleteCaller();
        }
    }

    /// <summary>Behind everyone else: a thread's own queue, last in first out, was measured to let single grains wait for half a second.</summary>
    public override void Schedule(TurnQueue queue) => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: false);

    public override void Unregister(Activation activation) => _activations.TryRemove(new(activation.GrainId, activation));

    public override void Forward(GrainRequest request)
    {
        if (++request.Forwards > MostForwards)
        {
            request.Fail(new OrleansMessageRejectionException($"Forwarding of {request} failed after {MostForwards} attempts"));
            Respond(request);
        }
        else
        {
            Deliver(request);
        }
    }

    public override void Broken(Exception failure) => log.LogCritical(failure, "The engine failed in a turn");

    public override GrainId Register(IGrainObserver observer)
    {
        var id = GrainId.Create(ObserverType, Interlocked.Increment(ref _observerIds).ToString(CultureInfo.InvariantCulture));
        _observers[id] = new(this, id, observer);
        return id;
    }

    public override void Unregister(GrainId observer) => _observers.TryRemove(observer, out _);

    /// <summary>Ends every activation in order; calls that come later are refused.</summary>
    public async Task Stop(CancellationToken cancellation)
    {
        Volatile.Write(ref _stopped, true);
        var ending = _activations.Values.ToArray();
        foreach (var activation in ending)
        {
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."), cancellation);
        }

        await Task.WhenAll(ending.Select(activation => activation.Deactivated)).WaitAsync(cancellation);
    }

    private void Deliver(GrainRequest request)
    {
        if (!_activations.TryGetValue(request.TargetId, out var activation))
        {
            if (Volatile.Read(ref _stopped))
            {
                request.Fail(new SiloUnavailableException("The silo is shutting down."));
                Respond(request);
                return;
            }

            activation = Activate(request.TargetId);
        }

        if (activation is null)
        {
            request.Fail(new ArgumentException($"Could not find an implementation for grain {request.TargetId}"));
            Respond(request);
            return;
        }

        if (request.Proxy is { } proxy)
        {
            proxy.LastSeen = activation;
        }

        activation.Post(request);
    }

    // Created under a lock, since a second activation would start running before it lost the race.
    private Activation? Activate(GrainId id)
    {
        if (Classes.Find(id.Type) is not { } grainClass)
        {
            return null;
        }

        lock (_activations)
        {
            return _activations.GetOrAdd(id, static (id, made) => new(made.Engine, made.Class, id), (Engine: this, Class: grainClass));
        }
    }
}
