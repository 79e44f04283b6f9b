using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>
/// One grain in memory: what waits, what runs, and which call may start beside which. The rules are those of Orleans' ActivationData
/// (RunMessageLoop, MayInvokeRequest, FinishDeactivating). Everything but <see cref="TurnQueue.Post"/> happens in its own turns.
/// </summary>
#pragma warning disable CA1001 // What it owns ends with its turn, or with the activation's own end.
internal sealed partial class Activation : TurnQueue, IGrainContext, IRequestHost
#pragma warning restore CA1001
{
    private static readonly object ActivateNow = new();
    private static readonly object FinishNow = new();

    private readonly GrainClass _class;
    private readonly AsyncServiceScope _scope;
    private readonly List<GrainRequest> _waiting = [];
    private readonly List<GrainRequest> _running = [];
    private readonly List<Func<Task>> _stateLoaders = [];
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GrainReference? _reference;
    private CancellationTokenSource? _activating;
    private GrainRequest? _blocking;
    private DeactivationReason _reason;
    private bool _wasValid;
    private bool _finishing;
    private bool _pumping;
    private bool _pumpAgain;
    private long _idleSince;
    private long _keepAliveUntil;

    public Activation(Engine engine, GrainClass grainClass, GrainId grainId)
        : base(engine)
    {
        _class = grainClass;
        _scope = engine.Services.CreateAsyncScope();
        _idleSince = engine.Time.GetTimestamp();
        GrainId = grainId;
        Timers = new(this);
        Post(ActivateNow);
    }

    public GrainId GrainId { get; }

    public GrainReference GrainReference => _reference ??= Engine.Reference(_class.PrimaryInterface, GrainId);

    public object? GrainInstance { get; private set; }

    public object? Instance => GrainInstance;

    public IGrainContext? GrainContext => this;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _deactivated.Task;

    public GrainTimers Timers { get; }

    public ActivationState State { get; private set; }

    public GrainClass Class => _class;

    public GrainRequest? Blocking => _blocking;

    public IReadOnlyList<GrainRequest> Running => _running;

    public IReadOnlyList<GrainRequest> Waiting => _waiting;

    private ILogger Log => Engine.Services.GetRequiredService<ILoggerFactory>().CreateLogger<Activation>();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{GrainId} ({State})";

    /// <summary>The state is read after construction and before <see cref="IGrainBase.OnActivateAsync"/>.</summary>
    public void LoadBeforeActivation(Func<Task> load) => _stateLoaders.Add(load);

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        var now = Engine.Time.GetTimestamp();
        _keepAliveUntil = timeSpan == TimeSpan.MaxValue || timeSpan == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : now + (long)(Math.Max(0, timeSpan.TotalSeconds) * Engine.Time.TimestampFrequency);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (IsInTurn)
        {
            Begin(deactivationReason);
        }
        else
        {
            Post(new EndRequest(deactivationReason, OnlyIfIdleFor: null));
        }
    }

    /// <summary>Asks the activation to end if nobody has needed it for so long. It decides in its own turn, so no call slips between.</summary>
    public void CollectIfIdle()
    {
        if (_class.CollectionAge(Engine.Options) is { } age && IsIdleFor(age))
        {
            Post(new EndRequest(new(DeactivationReasonCode.ActivationIdle, "Activation was idle."), age));
        }
    }

    public void Completed(GrainRequest request)
    {
        _running.Remove(request);
        if (request.KeepsAlive)
        {
            Volatile.Write(ref _idleSince, Engine.Time.GetTimestamp());
        }

        if (_blocking is null || _blocking == request)
        {
            _blocking = null;
        }

        if (request.Failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Begin(new(DeactivationReasonCode.ApplicationError, stale, stale.Message));
        }

        Engine.Respond(request);
        Pump();
    }

    protected override void Perform(object work)
    {
        switch (work)
        {
            case GrainRequest request:
                Arrive(request);
                break;
            case EndRequest { OnlyIfIdleFor: { } age } end:
                if (State == ActivationState.Valid && _running.Count == 0 && _waiting.Count == 0 && IsIdleFor(age))
                {
                    Begin(end.Reason);
                    Pump();
                }

                break;
            case EndRequest end:
                Begin(end.Reason);
                Pump();
                break;
            case var _ when work == ActivateNow:
                _ = Activate();
                break;
            default:
                Pump();
                break;
        }
    }

    /// <summary>Whatever waits already may still not start: only what ends changes that.</summary>
    private void Arrive(GrainRequest request)
    {
        if (State == ActivationState.Valid && MayInvoke(request))
        {
            Start(request);
            return;
        }

        _waiting.Add(request);
        if (State != ActivationState.Valid)
        {
            Pump();
        }
    }

    // A call that completes at once pumps again from inside the pump; a loop, not a recursion, takes the next.
    private void Pump()
    {
        _pumpAgain = true;
        if (_pumping)
        {
            return;
        }

        _pumping = true;
        while (_pumpAgain)
        {
            _pumpAgain = false;
            StartWhatMay();
        }

        _pumping = false;
    }

    /// <summary>Starts every waiting call that may start. One that may not is passed over, not waited for: Orleans goes on to the next.</summary>
    private void StartWhatMay()
    {
        if (_finishing)
        {
            return;
        }

        if (State == ActivationState.Deactivating && _running.Count == 0 && _activating is null)
        {
            _finishing = true;
            _ = FinishDeactivating();
            return;
        }

        for (var next = 0; next < _waiting.Count && !_pumpAgain;)
        {
            var request = _waiting[next];
            if (State == ActivationState.Invalid)
            {
                SendAllOn();
                return;
            }

            if (State != ActivationState.Valid && !(request.IsLocalOnly && State == ActivationState.Deactivating))
            {
                return;
            }

            if (!MayInvoke(request))
            {
                next++;
                continue;
            }

            _waiting.RemoveAt(next);
            Start(request);
        }
    }

    /// <summary>Orleans' MayInvokeRequest, without [Reentrant], [MayInterleave] and call-chain sections, which no grain here uses.</summary>
    private bool MayInvoke(GrainRequest incoming) =>
        _running.Count == 0
        || incoming.IsAlwaysInterleave
        || _blocking is null
        || (_blocking.IsReadOnly && incoming.IsReadOnly);

    private void Start(GrainRequest request)
    {
        if (request.Origin.Time.GetTimestamp() > request.Deadline)
        {
            return; // Its caller has stopped waiting (DropExpiredMessages).
        }

        _running.Add(request);
        if (_blocking is null && !request.IsAlwaysInterleave)
        {
            _blocking = request;
        }

        var before = ExecutionContext.Capture();
        if (request.Context is { Count: > 0 } context)
        {
            RequestContext.Current = (Dictionary<string, object>)context;
        }

        _ = request.Execute(this);
        if (before is not null && !ReferenceEquals(before, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(before);
        }
    }

    /// <summary>Calls that came too late go to the next activation; those that waited for a failed one get its failure.</summary>
    private void SendAllOn()
    {
        var requests = _waiting.ToArray();
        _waiting.Clear();
        foreach (var request in requests)
        {
            if (request.IsLocalOnly)
            {
                continue;
            }

            if (_reason.Exception is { } failure && !_wasValid)
            {
                request.Fail(failure);
                Engine.Respond(request);
            }
            else
            {
                Engine.Forward(request);
            }
        }
    }

    private bool IsIdleFor(TimeSpan age)
    {
        var now = Engine.Time.GetTimestamp();
        return Engine.Time.GetElapsedTime(Volatile.Read(ref _idleSince), now) >= age && now >= Volatile.Read(ref _keepAliveUntil);
    }

    private sealed record EndRequest(DeactivationReason Reason, TimeSpan? OnlyIfIdleFor);
}
