using Muster.Agents;
using Muster.Tests.Support;

namespace Muster.Tests.Agents;

/// <summary>How an agent's time is added up.</summary>
public sealed class WorkTimeTests
{
    private static readonly DateTimeOffset Start = WorkMinute.Of(Some.Moment).Start;

    [Theory]
    [InlineData(Presence.Available, 0, true, 0)]
    [InlineData(Presence.Available, 2, true, 2)]
    [InlineData(Presence.Busy, 0, false, 0)]
    [InlineData(Presence.Busy, 1, true, 1)]
    [InlineData(Presence.Away, 0, false, 0)]
    [InlineData(Presence.Away, 1, true, 1)]
    [InlineData(Presence.Offline, 1, false, 0)]
    public void Time_counts_while_an_agent_is_available_or_at_work(Presence presence, int held, bool isStaffed, int handled)
    {
        var agent = Agent(presence, held);

        Assert.Equal((isStaffed, handled), (agent.IsStaffed(), agent.Handled()));
    }

    [Theory]
    [InlineData(SlotState.Reserved, 0)]
    [InlineData(SlotState.Offered, 0)]
    [InlineData(SlotState.Held, 1)]
    [InlineData(SlotState.WrapUp, 1)]
    public void What_an_agent_has_not_taken_is_no_work_and_wrap_up_is(SlotState state, int handled)
    {
        var agent = new Agent { Presence = Presence.Available, Slots = [new Slot("demo/c", "demo/general", state, Start)] };

        Assert.Equal(handled, agent.Handled());
    }

    [Fact]
    public void However_often_somebody_looks_the_minutes_add_up_to_what_was_done() => Property.Holds(tape =>
    {
        var began = Start.AddMilliseconds(tape.Next(120_000));
        var (work, now) = (new WorkTime(began), began);
        var (staffed, handling, holding) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        var minutes = new List<WorkMinute>();
        for (var change = tape.Next(12); change > 0; change--)
        {
            var agent = Agent((Presence)tape.Next(4), tape.Next(4));
            for (var look = tape.Next(6); look > 0; look--)
            {
                var time = TimeSpan.FromMilliseconds(tape.Next(10_000));
                work.Pass(agent, now += time);
                staffed += agent.IsStaffed() ? time : TimeSpan.Zero;
                handling += agent.Handled() > 0 ? time : TimeSpan.Zero;
                holding += agent.Handled() * time;
            }

            minutes.AddRange(work.TakeFinished());
        }

        work.Pass(Agent(Presence.Offline, 0), WorkMinute.Of(now).End);
        minutes.AddRange(work.TakeFinished());

        Assert.Equal((staffed, handling, holding), (Sum(one => one.Staffed), Sum(one => one.Handling), Sum(one => one.Holding)));
        Assert.Equal(minutes.Select(minute => minute.Start).Distinct().Order(), minutes.Select(minute => minute.Start));
        Assert.All(minutes, minute => Assert.True(minute.Handling <= minute.Staffed && minute.Staffed <= WorkMinute.Length && minute.Handling <= minute.Holding));

        TimeSpan Sum(Func<WorkMinute, TimeSpan> of) => minutes.Aggregate(TimeSpan.Zero, (sum, minute) => sum + of(minute));
    });

    [Fact]
    public void A_minute_is_told_when_it_is_over_and_not_again()
    {
        var work = new WorkTime(Start.AddSeconds(20));

        work.Pass(Agent(Presence.Available, 0), Start.AddSeconds(59.5));
        Assert.Empty(work.TakeFinished());
        work.Pass(Agent(Presence.Available, 1), Start.AddSeconds(70));

        Assert.Equal([new WorkMinute(Start, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5))], work.TakeFinished());
        Assert.Empty(work.TakeFinished());
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(60.001, 0)]
    [InlineData(3_600, 0)]
    public void A_standstill_of_ours_counts_for_nothing(double seconds, double counted)
    {
        var work = new WorkTime(Start);

        work.Pass(Agent(Presence.Available, 2), Start.AddSeconds(seconds));

        Assert.Equal(counted, work.TakeFinished().Sum(minute => minute.Staffed.TotalSeconds));
    }

    [Fact]
    public void A_clock_that_goes_back_takes_nothing_away_and_tells_of_the_same_minute_under_the_same_name()
    {
        var work = new WorkTime(Start);
        work.Pass(Agent(Presence.Available, 0), Start.AddSeconds(50));

        work.Pass(Agent(Presence.Available, 0), Start.AddSeconds(10));
        work.Pass(Agent(Presence.Available, 0), Start.AddSeconds(60));

        Assert.Equal([(Start, 50.0), (Start, 50.0)], work.TakeFinished().Select(minute => (minute.Start, minute.Staffed.TotalSeconds)));
    }

    private static Agent Agent(Presence presence, int held) => new()
    {
        Presence = presence,
        Slots = [.. Enumerable.Range(0, held).Select(number => new Slot($"demo/c{number}", "demo/general", SlotState.Held, Start))],
    };
}
