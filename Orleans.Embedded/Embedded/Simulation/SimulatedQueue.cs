namespace Orleans.Embedded.Simulation;

/// <summary>The turns of code that is no grain's: a client's, or a silo's background work.</summary>
internal sealed class SimulatedQueue(SimulatedNode node) : TurnQueue(node)
{
    public Task Run(Func<Task> body)
    {
        var done = new TaskCompletionSource();
        Post(() => Observe(body, done));
        return done.Task;
    }

    public override string ToString() => node.Name;

    public void Post(Action act) => Post((object)act);

    protected override void Perform(object work) => ((Action)work)();

    private static async void Observe(Func<Task> body, TaskCompletionSource done)
    {
        try
        {
            await body();
            done.TrySetResult();
        }
#pragma warning disable CA1031 // It is the awaiting test's, or the run's, to judge.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            done.TrySetException(failure);
        }
    }
}
