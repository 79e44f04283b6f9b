namespace Orleans.Embedded;

/// <summary>The task scheduler of one queue: what a turn awaits resumes as a later turn of the same queue.</summary>
#pragma warning disable CA1001 // Tasks need no disposal.
internal sealed class TurnScheduler(TurnQueue queue) : TaskScheduler
#pragma warning restore CA1001
{
    // Set by the one thread that runs the queue, for the length of a call: a task can only run here if it was started here.
    private Task? _turn;

    public override int MaximumConcurrencyLevel => 1;

    public void Run(Task continuation) => TryExecuteTask(continuation);

    public Task Run(Action<object?> turn)
    {
        var task = _turn = new Task(turn, queue, CancellationToken.None, TaskCreationOptions.None);
        task.Start(this);
        TryExecuteTask(task);
        return task;
    }

    protected override void QueueTask(Task task)
    {
        if (!ReferenceEquals(task, _turn))
        {
            queue.Post(task);
        }
    }

    /// <summary>Inlined only inside a turn of the same queue; never when simulated, where each continuation is a step of its own.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && queue.MayInline && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
