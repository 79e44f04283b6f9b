namespace Muster.Tests.Support;

/// <summary>Things told one after another, for a test that waits for one of them.</summary>
internal sealed class Heard<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<T> _all = [];
    private readonly List<(Func<T, bool> IsIt, TaskCompletionSource<T> Came)> _awaited = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public void Add(T one)
    {
        List<TaskCompletionSource<T>> came;
        lock (_gate)
        {
            _all.Add(one);
            came = [.. _awaited.Where(wait => wait.IsIt(one)).Select(wait => wait.Came)];
            _awaited.RemoveAll(wait => came.Contains(wait.Came));
        }

        came.ForEach(wait => wait.TrySetResult(one));
    }

    /// <summary>The first that is it, told already or to come.</summary>
    public async Task<T> Until(string what, Func<T, bool> isIt)
    {
        var came = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            foreach (var one in _all.Where(isIt))
                return one;
            _awaited.Add((isIt, came));
        }

        try
        {
            return await came.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"It never came that {what}. Heard: {string.Join(" | ", All)}");
        }
    }
}
