using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A call to a method that returns <see cref="Task{T}"/> or <see cref="ValueTask{T}"/>.</summary>
internal abstract class TaskRequest<T> : GrainRequest
{
    private TaskCompletionSource<T>? _promise;
    private T? _result;

    public Task<T> SendFrom(GrainProxy proxy)
    {
        if (IsOneWay)
        {
            Launch(proxy);
            return Task.FromResult<T>(default!);
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
            _result = DeepCopier.Copy(await Call(host.Instance!), host.Engine.CopiesImmutable);
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
        return Response.FromResult(await Call(target));
    }

    public sealed override void Take(Response response)
    {
        Failure = response.Exception;
        if (Failure is null)
        {
            _result = DeepCopier.Copy((T)response.Result!, Host!.Engine.CopiesImmutable);
        }
    }

    public sealed override void CompleteCaller()
    {
        if (Failure is not null)
        {
            _promise?.TrySetException(Failure);
        }
        else
        {
            _promise?.TrySetResult(_result!);
        }
    }

    public sealed override void FailCaller(Exception failure) => _promise?.TrySetException(failure);

    public abstract Task<T> Call(object target);
}
