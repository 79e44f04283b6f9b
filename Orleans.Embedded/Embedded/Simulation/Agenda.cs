namespace Orleans.Embedded.Simulation;

/// <summary>What is due when. What is due at the same moment comes in an order the seed decides.</summary>
internal sealed class Agenda(SimulatedRandom random)
{
    private readonly PriorityQueue<Happening, (long Due, ulong Chance, long Number)> _due = new();
    private long _numbers;
    private int _foreground;

    public long Now { get; private set; }

    /// <summary>Something other than the engine's housekeeping is still to come.</summary>
    public bool HasForeground => _foreground > 0;

    public Happening Add(long due, string what, Action act, bool background = false)
    {
        var happening = new Happening(what, act, background) { Number = ++_numbers };
        _due.Enqueue(happening, (Math.Max(due, Now), random.NextUInt64(), happening.Number));
        _foreground += background ? 0 : 1;
        return happening;
    }

    public void Cancel(Happening happening)
    {
        if (!happening.IsCancelled)
        {
            happening.IsCancelled = true;
            _foreground -= happening.IsBackground ? 0 : 1;
        }
    }

    /// <summary>When the next is due, if anything is.</summary>
    public long? NextDue()
    {
        while (_due.TryPeek(out var next, out var due))
        {
            if (!next.IsCancelled)
            {
                return due.Due;
            }

            _due.Dequeue();
        }

        return null;
    }

    public Happening TakeNext()
    {
        _ = NextDue();
        _due.TryDequeue(out var next, out var due);
        Now = due.Due;
        Cancel(next!);
        return next!;
    }

    public void AdvanceTo(long moment) => Now = Math.Max(Now, moment);
}
