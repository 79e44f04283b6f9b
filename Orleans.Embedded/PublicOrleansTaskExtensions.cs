namespace Orleans;

/// <summary>Orleans' own extension for work whose failure nobody waits for.</summary>
public static class PublicOrleansTaskExtensions
{
    /// <summary>Observes a failure, so that it does not count as unobserved, and does nothing about it.</summary>
    public static void Ignore(this Task task) => _ = task.IsCompleted ? Task.FromResult(task.Exception) : Observe(task);

    private static async Task Observe(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}
