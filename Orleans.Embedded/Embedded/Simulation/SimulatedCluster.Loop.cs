using System.Globalization;

namespace Orleans.Embedded.Simulation;

/// <content>The one loop.</content>
public sealed partial class SimulatedCluster
{
    /// <summary>So many steps without time passing are no progress.</summary>
    private const int MostStepsInAMoment = 1_000_000;

    // Flows with every await. Where it turns up on a thread that is not the loop's, code has escaped from the simulation.
    private static readonly AsyncLocal<SimulatedCluster?> Home = new(static change =>
    {
        if (change.ThreadContextChanged && change.CurrentValue is { } cluster && cluster._thread != Environment.CurrentManagedThreadId)
        {
            cluster._escape ??= Environment.StackTrace;
        }
    });

    private readonly List<TurnQueue> _ready = [];
    private readonly SimulatedRandom _choice;
    private readonly TraceHash _trace = new();
    private long _queues;
    private long _lastMoment;
    private int _stepsInMoment;
    private volatile string? _escape;
    private volatile int _thread;

    /// <summary>Two runs share it only if they took the same decisions in the same order.</summary>
    public ulong Trace => _trace.Value;

    /// <summary>How many turns and happenings so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Runs until the condition holds; throws, and says who waits for whom, when that takes longer or can no longer come.</summary>
    public void RunUntil(Func<bool> condition, TimeSpan maxVirtualTime)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = Agenda.Now + maxVirtualTime.Ticks;
        Loop(() =>
        {
            while (!condition())
            {
                if (_ready.Count == 0 && !Agenda.HasForeground)
                {
                    throw Failed("Deadlock: nothing can run and nothing is due");
                }

                if (!Step(limit))
                {
                    throw Failed($"Not reached within {maxVirtualTime} of virtual time");
                }
            }
        });
    }

    /// <summary>Runs until the task ends; throws what it threw.</summary>
    public void RunUntil(Task task, TimeSpan maxVirtualTime)
    {
        ArgumentNullException.ThrowIfNull(task);
        RunUntil(() => task.IsCompleted, maxVirtualTime);
        if (task.IsFaulted)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(task.Exception.InnerException!);
        }
    }

    public void RunFor(TimeSpan virtualTime)
    {
        var limit = Agenda.Now + virtualTime.Ticks;
        Loop(() =>
        {
            while (Step(limit))
            {
            }

            Agenda.AdvanceTo(limit);
        });
    }

    /// <summary>Runs until nothing is left to run and nothing is due but the engine's housekeeping. A grain with a periodic timer is never idle: give a limit.</summary>
    public void RunUntilIdle(TimeSpan maxVirtualTime)
    {
        var limit = Agenda.Now + maxVirtualTime.Ticks;
        Loop(() =>
        {
            while ((_ready.Count > 0 || Agenda.HasForeground) && Step(limit))
            {
            }
        });
    }

    internal void MakeReady(TurnQueue queue)
    {
        if (CheckThread())
        {
            if (queue.Ordinal == 0)
            {
                queue.Ordinal = ++_queues;
            }

            _ready.Add(queue);
        }
    }

    /// <summary>False, and the run is lost, on any thread but the loop's.</summary>
    internal bool CheckThread()
    {
        if (_thread == 0 || _thread == Environment.CurrentManagedThreadId)
        {
            return true;
        }

        _escape ??= Environment.StackTrace;
        return false;
    }

    internal void Record(string what, GrainRequest request, FaultKind fault)
    {
        _trace.Add(Agenda.Now);
        _trace.Add(what.Length);
        _trace.Add(request.TargetId.GetUniformHashCode());
        _trace.Add(request.Method.StableHash);
        _trace.Add((long)fault);
        Options.Trace?.Invoke($"{Moment()} {what} {request}{(fault == FaultKind.None ? "" : " " + fault)}");
    }

    internal void Record(string what, string who)
    {
        _trace.Add(Agenda.Now);
        _trace.Add(what);
        _trace.Add(who);
        Options.Trace?.Invoke($"{Moment()} {what} {who}");
    }

    private void Loop(Action run)
    {
        if (_thread != 0)
        {
            throw new InvalidOperationException("The simulation already runs");
        }

        _thread = Environment.CurrentManagedThreadId;
        Home.Value = this;
        try
        {
            run();
            CheckEscape();
        }
        finally
        {
            Home.Value = null;
            _thread = 0;
        }
    }

    /// <summary>One turn, or else the next happening. False when there is none until the limit.</summary>
    private bool Step(long limit)
    {
        CheckEscape();
        if (_ready.Count > 0)
        {
            RunOne();
        }
        else if (Agenda.NextDue() is { } due && due <= limit)
        {
            var next = Agenda.TakeNext();
            _trace.Add(Agenda.Now);
            _trace.Add(next.Number);
            next.Act();
        }
        else
        {
            return false;
        }

        Steps++;
        if (Agenda.Now != _lastMoment)
        {
            _lastMoment = Agenda.Now;
            _stepsInMoment = 0;
        }
        else if (++_stepsInMoment > MostStepsInAMoment)
        {
            throw Failed("No progress: a million steps without time passing");
        }

        return true;
    }

    private void RunOne()
    {
        var chosen = _choice.Next(_ready.Count);
        var queue = _ready[chosen];
        _ready[chosen] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (queue.IsDropped)
        {
            return;
        }

        _trace.Add(queue.Ordinal);
        if (!Strike(queue) && queue.Step())
        {
            _ready.Add(queue);
        }
    }

    /// <summary>True when the step does not happen now.</summary>
    private bool Strike(TurnQueue queue)
    {
        if (((SimulatedNode)queue.Engine).Silo is not { } silo)
        {
            return false;
        }

        var fault = Faults.At(FaultPoint.Step, new(silo, (queue as Activation)?.GrainId ?? default, "step"));
        if (!fault.Strikes)
        {
            return false;
        }

        Record(fault.Kind.ToString(), queue.ToString()!);
        switch (fault.Kind)
        {
            case FaultKind.StepDelayed:
                Agenda.Add(Agenda.Now + fault.Delay.Ticks, "resume", () => _ready.Add(queue));
                return true;
            case FaultKind.SiloCrash:
                return silo.CrashAndComeBack();
            case FaultKind.Partition when MayLose(silo):
                silo.Partition(fault.Delay);
                return false;
            default:
                return false;
        }
    }

    internal bool MayLose(SimulatedSilo silo) =>
        !Options.KeepsOneSiloUp || Silos.Any(other => other != silo && other.TakesGrains);

    private void CheckEscape()
    {
        if (_escape is { } where)
        {
            throw new SimulationException(
                $"Seed {Seed}: code escaped from the simulation to another thread (Task.Run, ConfigureAwait(false), a delay without the TimeProvider, or Task.WhenAll over tasks of RunContinuationsAsynchronously):{Environment.NewLine}{where}");
        }
    }

    private string Moment() => TimeSpan.FromTicks(Agenda.Now).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);

    private SimulationException Failed(string what)
    {
#pragma warning disable RS0030 // Real time, on purpose: what escaped to the thread pool may be on its way back, and is then the better explanation.
        Thread.Sleep(TimeSpan.FromMilliseconds(50));
#pragma warning restore RS0030
        CheckEscape();
        return new($"Seed {Seed}: {what}.{Environment.NewLine}{Describe()}");
    }
}
