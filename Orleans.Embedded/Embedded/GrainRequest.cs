using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>One call: arguments, answer and the caller's promise in one object. The generated subclasses hold the arguments and know how to call.</summary>
internal abstract class GrainRequest : IInvokable
{
    public abstract GrainMethod Method { get; }

    public GrainId TargetId { get; set; }

    /// <summary>Where the call started; its answer goes back there.</summary>
    public Engine Origin { get; set; } = null!;

    /// <summary>The queue whose turn made the call, if a turn did.</summary>
    public TurnQueue? Caller { get; set; }

    public IReadOnlyDictionary<string, object>? Context { get; set; }

    /// <summary>When the caller stops waiting, in the origin's timestamps; a call that starts later would be for nobody.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    public int Forwards { get; set; }

    public Exception? Failure { get; protected set; }

    public virtual bool IsOneWay => Method.IsOneWay;

    public virtual bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    public virtual bool IsReadOnly => Method.IsReadOnly;

    /// <summary>It never leaves its activation: a timer's tick.</summary>
    public virtual bool IsLocalOnly => false;

    public virtual bool KeepsAlive => true;

    // Links of PendingCalls.
    internal GrainRequest? Earlier { get; set; }

    internal GrainRequest? Later { get; set; }

    internal PendingCalls? PendingIn { get; set; }

    internal IRequestHost? Host { get; set; }

    /// <summary>Runs the call in a turn of <paramref name="host"/>; tells the host when it is over.</summary>
    public abstract Task Execute(IRequestHost host);

    /// <summary>The answer reached the caller.</summary>
    public abstract void CompleteCaller();

    /// <summary>No answer will reach the caller; it gets this instead.</summary>
    public abstract void FailCaller(Exception failure);

    public void Fail(Exception failure) => Failure = failure;

    /// <summary>The same call as <see cref="Execute"/>, for filters.</summary>
    public abstract Task<Response> Invoke(object target);

    public abstract void Take(Response response);

    public object? GetTarget() => Host?.Instance;

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceType.FullName ?? Method.InterfaceType.Name;

    public MethodInfo GetMethod() => Method.Method;

    public Type GetInterfaceType() => Method.InterfaceType;

    public void Dispose()
    {
    }

    public override string ToString() => $"{TargetId} {Method}";

    protected void Launch(GrainProxy proxy)
    {
        TargetId = proxy.GrainId;
        Context = RequestContext.Current;
        Caller = RuntimeContext.Queue;
        Origin = Caller?.Engine ?? proxy.Engine;
        Proxy = proxy;
        Origin.Send(this);
    }

    internal GrainProxy? Proxy { get; private set; }

    protected Task ExecuteFiltered(IRequestHost host) => FilteredCall.Run(this, host);

    protected static bool IsFiltered(IRequestHost host) =>
        host.GrainContext is not null && (host.Engine.Filters.Length > 0 || host.Instance is IIncomingGrainCallFilter);
}
