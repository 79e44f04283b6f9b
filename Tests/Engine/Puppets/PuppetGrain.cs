namespace Muster.Tests.Engine.Puppets;

[GrainType("test-puppet")]
public sealed class PuppetGrain(Stage stage) : Grain, IPuppetGrain
{
    private readonly int _number = stage.CountActivation();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stage.Write($"{this.GetPrimaryKeyString()} deactivates: {reason.ReasonCode}");
        stage.Reach($"{this.GetPrimaryKeyString()} deactivates");
        return Task.CompletedTask;
    }

    public Task Say(string line)
    {
        stage.Write(line);
        stage.Reach(line);
        return Task.CompletedTask;
    }

    public Task Play(string scene) => Perform(scene);

    public Task PlayBeside(string scene) => Perform(scene);

    public Task Watch(string scene) => Perform(scene);

    public Task Hint(string line) => Say(line);

    public Task HintAndFail() => throw new InvalidOperationException("nobody hears this");

    public async Task<bool> ResumesInItsTurns()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        return before != TaskScheduler.Default && TaskScheduler.Current == before;
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task<int> ActivationNumber() => Task.FromResult(_number);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task PlayAndLeave(string scene)
    {
        DeactivateOnIdle();
        await Perform(scene);
    }

    public ValueTask<string> Key() => new(this.GetPrimaryKeyString());

    public ValueTask SayIt(string line) => new(Say(line));

    public Task<IPuppetGrain> Itself() => Task.FromResult(this.AsReference<IPuppetGrain>());

    public Task Ask(IPuppetGrain other, string line) => other.Say(line);

    public Task AskAll(IPuppetGrain other, string[] lines) => Task.WhenAll(lines.Select(other.Say));

    public Task AskBack(IPuppetGrain other) => other.Ask(this.AsReference<IPuppetGrain>(), "back again");

    public Task<string?> Topic() => Task.FromResult(RequestContext.Get("topic") as string);

    public Task<string?> ChangeTopic(string topic)
    {
        RequestContext.Set("topic", topic);
        return Topic();
    }

    private async Task Perform(string scene)
    {
        stage.Write($"{scene} begins");
        stage.Reach($"{scene} begins");
        await stage.Moment($"{scene} may end");
        stage.Write($"{scene} ends");
    }
}
