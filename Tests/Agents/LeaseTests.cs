using Muster.Agents;
using Muster.Tests.Support;

namespace Muster.Tests.Agents;

public sealed class LeaseTests
{
    private static readonly DateTimeOffset End = Some.Moment + AgentLimits.Lease;

    private readonly Lease _lease = new();

    public LeaseTests()
    {
        _lease.Start(Some.Moment);
        _lease.ExpectLook(End);
    }

    [Fact]
    public void It_lapses_when_the_last_call_is_over()
    {
        Assert.False(_lease.HasLapsed(End.AddTicks(-1)));
        Assert.False(_lease.HasLapsed(End));
        Assert.False(_lease.HasLapsed(End.AddTicks(9_999_999)));
        Assert.True(_lease.HasLapsed(End.AddSeconds(1)));
    }

    [Fact]
    public void Word_of_the_console_starts_it_anew_also_in_the_last_call()
    {
        _lease.HasLapsed(End);

        _lease.Start(End);

        Assert.Equal(End + AgentLimits.Lease, _lease.Until);
        Assert.False(_lease.HasLapsed(_lease.Until));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 30)]
    public void A_standstill_of_ours_gives_all_of_it_once_more(int secondsLate, int secondsMore)
    {
        Assert.False(_lease.HasLapsed(End.AddSeconds(secondsLate)));

        Assert.Equal(End.AddSeconds(secondsLate + secondsMore), _lease.Until);
    }

    [Fact]
    public void A_standstill_in_the_middle_of_a_turn_is_not_forgotten_by_who_sets_the_next_look()
    {
        var late = End.AddMinutes(4);

        _lease.ExpectLook(_lease.EndsAt(late));

        Assert.False(_lease.HasLapsed(late));
        Assert.Equal(late + AgentLimits.Lease, _lease.Until);
    }

    [Fact]
    public void Who_sets_the_next_look_in_time_gives_nothing_away()
    {
        Assert.Equal(End, _lease.EndsAt(End.AddSeconds(2)));
        Assert.False(_lease.HasLapsed(End.AddSeconds(2)));
        Assert.True(_lease.HasLapsed(End.AddSeconds(3)));
    }
}
