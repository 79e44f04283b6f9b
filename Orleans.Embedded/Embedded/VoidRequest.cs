using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A call to an observer method that returns nothing: nobody waits, nobody learns of a failure.</summary>
internal abstract class VoidRequest : GrainRequest
{
    public void SendFrom(GrainProxy proxy) => Launch(proxy);

    public sealed override Task Execute(IRequestHost host)
    {
        try
        {
            Call(host.Instance!);
        }
#pragma warning disable CA1031 // One-way: nobody is there to tell.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail(failure);
        }

        host.Completed(this);
        return Task.CompletedTask;
    }

    public sealed override Task<Response> Invoke(object target)
    {
        Call(target);
        return Task.FromResult(Response.Completed);
    }

    public sealed override void Take(Response response) => Failure = response.Exception;

    public sealed override void CompleteCaller()
    {
    }

    public sealed override void FailCaller(Exception failure)
    {
    }

    public abstract void Call(object target);
}
