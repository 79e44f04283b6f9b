namespace Orleans.Embedded;

/// <summary>Work that runs one piece at a time, in the order it came: an activation, or a simulated client.</summary>
internal abstract class TurnQueue : IThreadPoolWorkItem
{
    /// <summary>After so many pieces a busy queue lets others have the thread.</summary>
    private const int LongestDrain = 128;

    private static readonly Action<object?> DrainTurn = static queue => ((TurnQueue)queue!).Drain();
    private static readonly Action<object?> StepTurn = static queue => ((TurnQueue)queue!).PerformCurrent();

    private readonly Queue<object> _inbox = new();
    private readonly TurnScheduler _scheduler;
    private object? _current;
    private bool _scheduled;

    protected TurnQueue(Engine engine)
    {
        Engine = engine;
        _scheduler = new(this);
    }

    public Engine Engine { get; }

    /// <summary>The order in which simulated queues first had work: a name that is the same in every run.</summary>
    public long Ordinal { get; set; }

    public TaskScheduler Scheduler => _scheduler;

    public bool IsInTurn => RuntimeContext.Queue == this;

    public bool MayInline => Engine.InlinesContinuations && IsInTurn;

    /// <summary>Its process died: nothing queued or awaited here ever runs.</summary>
    public bool IsDropped { get; private set; }

    public int Backlog
    {
        get
        {
            lock (_inbox)
            {
                return _inbox.Count;
            }
        }
    }

    /// <summary>A continuation, or whatever <see cref="Perform"/> understands.</summary>
    public void Post(object work)
    {
        bool schedule;
        lock (_inbox)
        {
            if (IsDropped)
            {
                return;
            }

            _inbox.Enqueue(work);
            schedule = !_scheduled;
            _scheduled = true;
        }

        if (schedule)
        {
            Engine.Schedule(this);
        }
    }

    public void Drop()
    {
        lock (_inbox)
        {
            IsDropped = true;
            _inbox.Clear();
        }
    }

    /// <summary>Real time: a thread of the pool runs what there is, inside one task, so that our scheduler is the current one.</summary>
    public void Execute()
    {
        RuntimeContext.Queue = this;
        var turn = _scheduler.Run(DrainTurn);
        RuntimeContext.Queue = null;
        if (turn.Exception is { } broken)
        {
            Engine.Broken(broken);
        }
    }

    /// <summary>Simulated: one piece. True when there is more.</summary>
    public bool Step()
    {
        RuntimeContext.Queue = this;
        if (Take() is { } work)
        {
            if (work is Task continuation)
            {
                _scheduler.Run(continuation);
            }
            else
            {
                _current = work;
                if (_scheduler.Run(StepTurn).Exception is { } broken)
                {
                    Engine.Broken(broken);
                }
            }
        }

        RuntimeContext.Queue = null;
        lock (_inbox)
        {
            return _scheduled = _inbox.Count > 0;
        }
    }

    protected abstract void Perform(object work);

    private void Drain()
    {
        for (var pieces = 0; pieces < LongestDrain; pieces++)
        {
            object? work;
            lock (_inbox)
            {
                if (!_inbox.TryDequeue(out work))
                {
                    _scheduled = false;
                    return;
                }
            }

            if (work is Task continuation)
            {
                _scheduler.Run(continuation);
            }
            else
            {
                Perform(work);
            }
        }

        Engine.Schedule(this);
    }

    private object? Take()
    {
        lock (_inbox)
        {
            return _inbox.TryDequeue(out var work) ? work : null;
        }
    }

    private void PerformCurrent()
    {
        var work = _current!;
        _current = null;
        Perform(work);
    }
}
