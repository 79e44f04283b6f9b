using Muster.LoadTests.Proof;
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

        Assert.Equal([0, 13_000], felt.Of(10 * Second, [10 * Second, 20 * Second], people: 2, talkers: 2));
        Assert.Equal([0, 0], felt.Of(20 * Second, [10 * Second, 20 * Second], people: 2, talkers: 2));
    }

    [Fact]
    public void What_was_written_after_a_strike_belongs_to_it()
    {
        var felt = new Interruptions();
        felt.Add(seat: 1, from: 12 * Second, until: 15 * Second);

        Assert.Equal([0, 3_000], felt.Of(10 * Second, [10 * Second, 20 * Second], people: 2, talkers: 2));
    }

    [Fact]
    public void What_nobody_notices_is_only_counted()
    {
        var felt = new Interruptions();
        felt.Add(seat: 0, from: 10 * Second, until: (10 * Second) + 100_000_000);

        Assert.Equal([0d], felt.Of(10 * Second, [10 * Second], people: 3, talkers: 1));
        Assert.Equal(1, felt.PerSecond[10]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_strikes_and_as_many_as_were_asked_for()
    {
        var plan = new Plan(Kills: 20, Freezes: 5, DatabaseRestarts: 2, Restarts: 3, Delays: 1, Cuts: 2, DatabaseCuts: 1);

        var strikes = plan.Shuffled(new Random(7));

        Assert.Equal(strikes, plan.Shuffled(new Random(7)));
        Assert.Equal((16, 4, 5, 2, 3), (Of(StrikeKind.KillNode), Of(StrikeKind.KillFront), Of(StrikeKind.FreezeNode), Of(StrikeKind.RestartDatabase), Of(StrikeKind.RestartNode)));

        int Of(StrikeKind kind) => strikes.Count(strike => strike == kind);
    }

    [Fact]
    public void A_scripted_campaign_strikes_in_the_order_that_was_written_and_refuses_what_is_no_strike()
    {
        Assert.Equal([StrikeKind.CutNode, StrikeKind.KillNode], Plan.Scripted("CutNode, KillNode"));
        Assert.Contains("'Kil' is no strike", Assert.Throws<ArgumentException>(() => Plan.Scripted("KillNode,Kil")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rolling_restart_replaces_every_process_before_a_node_joins_and_leaves()
    {
        var strikes = Plan.Rolling(nodes: 2, fronts: 1);

        Assert.Equal([StrikeKind.RestartNode, StrikeKind.RestartNode, StrikeKind.RestartFront, StrikeKind.AddNode, StrikeKind.RemoveNode], strikes);
    }

    [Fact]
    public void A_campaign_is_clean_only_where_every_promise_it_tried_was_kept()
    {
        var kill = new Strike(StrikeKind.KillNode, "node 1", 10 * Second) { Share = 0.1, OutAfter = TimeSpan.FromSeconds(5) };

        Assert.True(Found([kill]).IsClean);
        Assert.False(Found([new Strike(StrikeKind.KillNode, "node 1", 10 * Second) { Share = 0.09, OutAfter = TimeSpan.FromSeconds(5) }]).IsClean);
        Assert.False(Found([new Strike(StrikeKind.KillNode, "node 1", 10 * Second) { Share = 0.1, OutAfter = TimeSpan.FromSeconds(5.1) }]).IsClean);
        Assert.False(Found([new Strike(StrikeKind.KillNode, "node 1", 10 * Second) { Share = 0.1 }]).IsClean);
        Assert.False((Found([kill]) with { VotedOut = 1 }).IsClean);
        Assert.False((Found([kill]) with { Line = new WaitingOutcome(0, 1, Second) }).IsClean);
        Assert.True((Found([kill]) with { Line = new WaitingOutcome(1, 0, Second) }).IsClean);
    }

    [Fact]
    public void A_request_that_one_retry_did_not_heal_breaks_a_promise_only_where_nothing_was_made_to_fail()
    {
        var restart = new Strike(StrikeKind.RestartNode, "node 1", 10 * Second) { EndedInOrder = true };
        var kill = new Strike(StrikeKind.KillNode, "node 1", 10 * Second) { Share = 1, OutAfter = TimeSpan.Zero };

        Assert.False((Found([restart]) with { NotHealed = 1 }).IsClean);
        Assert.True((Found([restart, kill]) with { NotHealed = 1 }).IsClean);
        Assert.False(Found([new Strike(StrikeKind.RestartNode, "node 1", 10 * Second) { EndedInOrder = false }]).IsClean);
    }

    [Theory]
    [InlineData("served first, asked first", 40, 41, 0, 0)]
    [InlineData("a moment later than who came after", 46, 41, 0, 0)]
    [InlineData("back at the end of the line", 47, 41, 0, 1)]
    [InlineData("never served", 0, 41, 0, 1)]
    [InlineData("nobody behind was served yet", 0, 0, 0, 0)]
    [InlineData("their turn came while a process was away", 62, 41, 1, 0, 40, 55)]
    [InlineData("and they were not next when it was there again", 65, 41, 0, 1, 40, 55)]
    [InlineData("it was away long before", 62, 41, 0, 1, 10, 30)]
    [InlineData("it was away long after", 62, 41, 0, 1, 50, 61)]
    [InlineData("another was away before they could be next", 75, 41, 1, 0, 40, 55, 60, 70)]
    public void A_place_is_lost_where_nothing_explains_that_somebody_behind_was_first(string how, int before, int behind, int heldUp, int lost, params int[] away)
    {
        var order = new WaitingOrder();
        order.Add(10 * Second, 11 * Second, () => before * Second);
        order.Add(12 * Second, 13 * Second, () => behind * Second);

        var outcome = order.Look([.. away.Chunk(2).Select(one => (one[0] * Second, one[1] * Second))]);

        Assert.True((heldUp, lost) == (outcome.HeldUp, outcome.Lost), $"{how}: {outcome}");
    }

    [Fact]
    public void Who_asked_before_the_other_was_answered_may_be_served_in_either_order()
    {
        var order = new WaitingOrder();
        order.Add(10 * Second, 13 * Second, () => 90 * Second);
        order.Add(12 * Second, 14 * Second, () => 40 * Second);

        Assert.Equal(new WaitingOutcome(0, 0, 0), order.Look([]));
    }

    private static Findings Found(IReadOnlyList<Strike> strikes) => new(
        "", new LedgerReport(0, 0, []), strikes, new Interruptions(), Starts: 0, new WaitingOutcome(0, 0, 0), People: 1, Talkers: 1, FewestTalking: 0, BeganAt: 0, EndedAt: 20 * Second,
        Requests: 0, Failed: 0, NotHealed: 0, SentAgain: 0, Refused: 0, VotedOut: 0);
}
