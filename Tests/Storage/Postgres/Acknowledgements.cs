namespace Muster.Tests.Storage.Postgres;

/// <summary>What writers were told is stored.</summary>
internal sealed class Acknowledgements
{
    private readonly Lock _gate = new();
    private readonly List<(string Conversation, int Seq, string Text)> _all = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<(string Conversation, int Seq, string Text)> All
    {
        get
        {
            lock (_gate) return [.. _all];
        }
    }

    public void Add(string conversation, int seq, string text)
    {
        lock (_gate)
        {
            _all.Add((conversation, seq, text));
            foreach (var (count, reached) in _waiting)
            {
                if (_all.Count >= count) reached.TrySetResult();
            }
        }
    }

    /// <summary>Completes with so many of them.</summary>
    public Task Reach(int count)
    {
        lock (_gate)
        {
            if (_all.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }
}
