using System.Collections.Immutable;

namespace Muster.Agents;

/// <summary>
/// Adds up, by the minute of the clock, how long an agent was available and how long they held conversations. It begins with the activation: of the minute it
/// begins in, what was before counts for nothing. No I/O; told the time.
/// </summary>
/// <param name="now">From when on.</param>
public sealed class WorkTime(DateTimeOffset now)
{
    /// <summary>Somebody looks far more often (<see cref="AgentRules.SweepEvery"/>). What lies between two looks further apart was a standstill of ours, and counts for nothing.</summary>
    public static readonly TimeSpan Standstill = TimeSpan.FromMinutes(1);

    private readonly List<WorkMinute> _finished = [];
    private WorkMinute _minute = WorkMinute.Of(now);
    private DateTimeOffset _at = now;

    /// <summary>So the agent was since the last time; called before anything changes, and every few seconds.</summary>
    public void Pass(Agent agent, DateTimeOffset now)
    {
        if (now < _at || now - _at > Standstill)
        {
            Finish(now);
            _at = now;
        }

        while (_at < now)
        {
            var end = now < _minute.End ? now : _minute.End;
            _minute = _minute.With(agent, end - _at);
            _at = end;
            if (end == _minute.End)
                Finish(end);
        }
    }

    /// <summary>The minutes that are over and in which there was something to count, each once.</summary>
    public ImmutableArray<WorkMinute> TakeFinished()
    {
        ImmutableArray<WorkMinute> finished = [.. _finished];
        _finished.Clear();
        return finished;
    }

    private void Finish(DateTimeOffset next)
    {
        if (_minute.Staffed > TimeSpan.Zero)
            _finished.Add(_minute);
        _minute = WorkMinute.Of(next);
    }
}
