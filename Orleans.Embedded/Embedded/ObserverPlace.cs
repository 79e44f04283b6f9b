using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Where an observer of this process is called: one call after the other, on the pool. The observer is held weakly (Orleans' InvokableObjectManager).</summary>
internal sealed class ObserverPlace(Engine engine, GrainId id, IGrainObserver observer) : IRequestHost, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainRequest> _inbox = new();
    private IGrainObserver? _called;
    private bool _running;

    public object? Instance => _called;

    public Engine Engine => engine;

    public IGrainContext? GrainContext => null;

    public void Receive(GrainRequest request)
    {
        lock (_inbox)
        {
            _inbox.Enqueue(request);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute() => _ = CallAll();

    public void Completed(GrainRequest request) => engine.Respond(request);

    private async Task CallAll()
    {
        while (Next() is { } request)
        {
            if (!_observer.TryGetTarget(out _called))
            {
                engine.Unregister(id);
                continue; // Collected: the call goes nowhere, and whoever waits for it times out.
            }

            var before = ExecutionContext.Capture();
            if (request.Context is { Count: > 0 } context)
            {
                RequestContext.Current = (Dictionary<string, object>)context;
            }

            var call = request.Execute(this);
            if (before is not null && !ReferenceEquals(before, ExecutionContext.Capture()))
            {
                ExecutionContext.Restore(before);
            }

            if (!call.IsCompleted)
            {
                await call;
            }

            _called = null;
        }
    }

    private GrainRequest? Next()
    {
        lock (_inbox)
        {
            if (_inbox.TryDequeue(out var request))
            {
                return request;
            }

            _running = false;
            return null;
        }
    }
}
