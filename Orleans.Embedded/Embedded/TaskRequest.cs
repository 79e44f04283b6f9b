using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A call to a method that returns <see cref="Task"/> or <see cref="ValueTask"/>.</summary>
internal abstract class TaskRequest : GrainRequest
{
    private TaskCompletionSource? _promise;

    public Task SendFrom(GrainProxy proxy)
    {
        if (IsOneWay)
        {
            Launch(proxy);
            return Task.CompletedTask;
        }

        _promise = new(proxy.Engine.PromiseOptions);
        Launch(proxy);
        return _promise.Task;
    }

    public sealed override async Task Execute(IRequestHost host)
    {
        if (IsFiltered(host))
        {
            await ExecuteFiltered(host);
            return;
        }

        try
        {
            await Call(host.Instance!);
        }
#pragma warning disable CA1031 // Whatever the grain throws crosses to the caller.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail(failure);
        }

        host.Completed(this);
    }

    public sealed override async Task<Response> Invoke(object target)
    {
        await Call(target);
        return Response.Completed;
    }

    public sealed override void Take(Response response) => Failure = response.Exception;

    public sealed override void CompleteCaller()
    {
        if (Failure is not null)
        {
            _promise?.TrySetException(Failure);
        }
        else
        {
            _promise?.TrySetResult();
        }
    }

    public sealed override void FailCaller(Exception failure) => _promise?.TrySetException(failure);

    public abstract Task Call(object target);
}
