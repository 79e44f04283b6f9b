using Muster.LoadTests.Scenarios.Chaos;

namespace Muster.Tests.LoadTests;

/// <summary>What a fault campaign reports is what people felt, and of which strike.</summary>
public sealed class ChaosFindingsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_message_belongs_to_the_first_strike_that_came_while_it_was_under_way()
    {
        var felt = new Interruptions();
        felt.Add(seat: 0, from: 9 * Second, until: 22 * Second);

        Assert.Equal([0, 13_000], felt.Of(10 * Second, [10 * Second, 20 * Second], seats: 2));
        Assert.Equal([0, 0], felt.Of(20 * Second, [10 * Second, 20 * Second], seats: 2));
    }

    [Fact]
    public void What_was_written_after_a_strike_belongs_to_it()
    {
        var felt = new Interruptions();
        felt.Add(seat: 1, from: 12 * Second, until: 15 * Second);

        Assert.Equal([0, 3_000], felt.Of(10 * Second, [10 * Second, 20 * Second], seats: 2));
    }

    [Fact]
    public void What_nobody_notices_is_only_counted()
    {
        var felt = new Interruptions();
        felt.Add(seat: 0, from: 10 * Second, until: (10 * Second) + 100_000_000);

        Assert.Equal([0d], felt.Of(10 * Second, [10 * Second], seats: 1));
        Assert.Equal(1, felt.PerSecond[10]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_strikes_and_as_many_as_were_asked_for()
    {
        var plan = new Plan(Kills: 20, Freezes: 5, DatabaseRestarts: 2, Restarts: 3);

        var strikes = plan.Shuffled(new Random(7));

        Assert.Equal(strikes, plan.Shuffled(new Random(7)));
        Assert.Equal((16, 4, 5, 2, 3), (Of(StrikeKind.KillNode), Of(StrikeKind.KillFront), Of(StrikeKind.FreezeNode), Of(StrikeKind.RestartDatabase), Of(StrikeKind.RestartNode)));

        int Of(StrikeKind kind) => strikes.Count(strike => strike == kind);
    }
}
