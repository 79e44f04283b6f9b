namespace Muster.Tests.Engine.Puppets;

[GrainType("test-timekeeper")]
public sealed class TimekeeperGrain(Stage stage) : Grain, ITimekeeperGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private int _beats;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stage.Write($"deactivates: {reason.ReasonCode}");
        stage.Reach("deactivates");
        return Task.CompletedTask;
    }

    public Task StartTicking(TimeSpan period, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartBeatingBeside(TimeSpan period)
    {
        this.RegisterGrainTimer(Beat, new GrainTimerCreationOptions(period, period) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public async Task Play(string scene)
    {
        stage.Write($"{scene} begins");
        stage.Reach($"{scene} begins");
        await stage.Moment($"{scene} may end");
        stage.Write($"{scene} ends");
    }

    public Task StopTicking()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private Task Beat()
    {
        stage.Reach($"beat {++_beats}");
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        stage.Write($"tick {++_ticks}");
        stage.Reach($"tick {_ticks}");
        return _ticks == 3 ? throw new InvalidOperationException("the third tick fails") : Task.CompletedTask;
    }
}
