using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A timer's tick in the queue of its grain. It never leaves the activation.</summary>
internal sealed class TimerTick : GrainRequest
{
    private static readonly GrainMethod TickMethod =
        new(typeof(IGrainTimerInvoker), typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!);

    private readonly GrainTimer _timer;

    public TimerTick(GrainTimer timer, Activation activation)
    {
        _timer = timer;
        TargetId = activation.GrainId;
        Origin = activation.Engine;
    }

    public override GrainMethod Method => TickMethod;

    public override bool IsOneWay => true;

    public override bool IsAlwaysInterleave => _timer.Interleaves;

    public override bool IsLocalOnly => true;

    public override bool KeepsAlive => _timer.KeepsAlive;

    public override async Task Execute(IRequestHost host)
    {
        if (IsFiltered(host))
        {
            await ExecuteFiltered(host);
            return;
        }

        await _timer.Tick();
        host.Completed(this);
    }

    public override async Task<Response> Invoke(object target)
    {
        await _timer.Tick();
        return Response.Completed;
    }

    public override void Take(Response response) => Failure = response.Exception;

    public override void CompleteCaller()
    {
    }

    public override void FailCaller(Exception failure)
    {
    }
}
