using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Abuse;

public sealed class PaceTests
{
    private static readonly Pace Five = new(5, 2);

    [Fact]
    public void The_burst_may_be_spent_at_once_and_the_next_must_wait_for_one_to_come_back()
    {
        var due = Spend(times: 5, at: 0);

        Assert.Equal(TimeSpan.FromSeconds(0.5), Five.Wait(due, 0, out _));
        Assert.Equal(TimeSpan.Zero, Five.Wait(due, TimeSpan.TicksPerSecond / 2, out _));
    }

    [Fact]
    public void However_long_the_silence_the_burst_stays_the_burst()
    {
        var later = TimeSpan.FromDays(30).Ticks;

        Assert.Equal(TimeSpan.Zero, Five.Wait(Spend(times: 4, at: later), later, out _));
        Assert.NotEqual(TimeSpan.Zero, Five.Wait(Spend(times: 5, at: later), later, out _));
    }

    [Fact]
    public void Nobody_ever_gets_more_than_the_burst_and_what_comes_back() => Property.Holds(tape =>
    {
        var (due, now, done) = (0L, 0L, 0);

        while (!tape.IsOver)
        {
            now += tape.Next(256) * TimeSpan.TicksPerMillisecond;
            if (Five.Wait(due, now, out var next) > TimeSpan.Zero)
                continue;
            due = next;
            done++;
        }

        Assert.True(done <= 5 + (2 * now / (double)TimeSpan.TicksPerSecond) + 0.001);
    });

    [Fact]
    public void Whoever_waits_as_long_as_they_were_told_is_let_in() => Property.Holds(tape =>
    {
        var (due, now) = (0L, 0L);

        while (!tape.IsOver)
        {
            now += tape.Next(64) * TimeSpan.TicksPerMillisecond;
            now += Five.Wait(due, now, out _).Ticks;
            Assert.Equal(TimeSpan.Zero, Five.Wait(due, now, out due));
        }
    });

    private static long Spend(int times, long at)
    {
        var due = 0L;
        for (var time = 0; time < times; time++)
            Five.Wait(due, at, out due);
        return due;
    }
}
