using Muster.Agencies;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

public sealed class LineTests
{
    private static readonly Triage AtRisk = new(LifeAtRiskSettings.Priority, LifeAtRiskSettings.HeadStart, [], null);

    private readonly Line _line = new();

    [Fact]
    public void Whoever_started_first_is_first_in_whatever_order_they_join()
    {
        _line.Join(Some.Join("demo/late", secondsAfter: 9));
        _line.Join(Some.Join("demo/early", secondsAfter: 1));

        Assert.Equal(["demo/early", "demo/late"], InOrder());
    }

    [Fact]
    public void Whoever_listens_hears_who_came_who_was_served_and_who_left()
    {
        var heard = new LineHeard();
        _line.Listener = heard;

        _line.Join(Some.Join("demo/a", secondsAfter: 1));
        _line.Join(Some.Join("demo/b", secondsAfter: 2));
        _line.Join(Some.Join("demo/b", secondsAfter: 2));
        _line.Join(Some.Join("demo/early"));
        _line.Hold("demo/a", 9);
        _line.Hold("demo/a", 9);
        _line.Join(Some.Join("demo/a", secondsAfter: 1, seq: 10));
        _line.Close("demo/a", 11);
        _line.Leave("demo/a", 12);
        _line.Leave("demo/b", 12);

        Assert.Equal(["demo/a after 0", "demo/b after 1", "demo/early after ", "demo/a served", "demo/a back after ", "demo/a left", "demo/b left"], heard.Said);
        Assert.Equal(1, _line.Waiting);
    }

    [Fact]
    public void Two_of_the_same_instant_are_told_apart_by_who_came_first()
    {
        var first = _line.Join(Some.Join("demo/a"));
        var second = _line.Join(Some.Join("demo/b"));

        Assert.Equal(first + 1, second);
    }

    [Fact]
    public void Joining_again_keeps_the_place()
    {
        var ticket = _line.Join(Some.Join("demo/a"));

        Assert.Equal(ticket, _line.Join(Some.Join("demo/a", secondsAfter: 60)));
        Assert.Equal(ticket, _line.Join(Some.Join("demo/a", secondsAfter: 60, seq: 9)));
        Assert.Equal(1, _line.Waiting);
    }

    [Fact]
    public void Whoever_becomes_more_urgent_moves_forward_and_nobody_has_come_or_gone()
    {
        foreach (var (number, conversation) in ((string[])["demo/a", "demo/b", "demo/c"]).Index())
            _line.Join(Some.Join(conversation, secondsAfter: number));
        var heard = new LineHeard();
        _line.Listener = heard;

        var ticket = _line.Join(Some.Join("demo/c", secondsAfter: 2, seq: 6) with { Triage = AtRisk });
        _line.Join(Some.Join("demo/b", secondsAfter: 1, seq: 6) with { Triage = AtRisk });

        Assert.Equal(["demo/b", "demo/c", "demo/a"], InOrder());
        Assert.Equal((Some.Moment.AddSeconds(2) - AtRisk.HeadStart).UtcTicks, ticket);
        Assert.Equal([Some.Moment.AddSeconds(1), Some.Moment.AddSeconds(2), Some.Moment], _line.InOrder.Select(entry => entry.Since));
        Assert.Equal((3, 0, 2), (_line.Waiting, _line.Held, _line.AtRisk));
        Assert.Empty(heard.Said);
    }

    [Theory]
    [InlineData(6, 3_650)]
    [InlineData(3, 0)]
    public void Joining_again_as_urgently_or_by_an_older_fact_keeps_the_place(int seq, int daysEarlier)
    {
        _line.Join(Some.Join("demo/a"));
        var ticket = _line.Join(Some.Join("demo/b", secondsAfter: 1, seq: 5) with { Triage = AtRisk });

        Assert.Equal(ticket, _line.Join(Some.Join("demo/b", secondsAfter: 60, seq: seq) with { Triage = AtRisk with { HeadStart = TimeSpan.FromDays(daysEarlier) } }));

        Assert.Equal(["demo/b", "demo/a"], InOrder());
        Assert.Equal(1, _line.AtRisk);
    }

    [Fact]
    public void One_that_an_agent_has_stands_further_in_front_when_it_comes_back_after_it_became_more_urgent()
    {
        _line.Join(Some.Join("demo/a"));
        _line.Join(Some.Join("demo/b", secondsAfter: 1));
        _line.Hold("demo/b", 4);
        var heard = new LineHeard();
        _line.Listener = heard;

        _line.Mark("demo/b", AtRisk);
        _line.Mark("demo/b", AtRisk with { Priority = "urgent", HeadStart = TimeSpan.FromMinutes(1) });
        _line.Mark("demo/nowhere", AtRisk);

        Assert.Equal((1, 1, 1), (_line.Waiting, _line.Held, _line.AtRisk));
        Assert.Empty(heard.Said);
        _line.Join(Some.Join("demo/b", secondsAfter: 1, seq: 6) with { Triage = AtRisk });
        Assert.Equal(["demo/b", "demo/a"], InOrder());
        Assert.Equal(["demo/b back after "], heard.Said);
        _line.Leave("demo/b", 9);
        Assert.Equal(0, _line.AtRisk);
    }

    [Fact]
    public void Whoever_became_more_urgent_is_stored_and_read_back_as_they_stand()
    {
        foreach (var (number, conversation) in ((string[])["demo/a", "demo/b", "demo/c"]).Index())
            _line.Join(Some.Join(conversation, secondsAfter: number));
        _line.Hold("demo/b", 4);
        _line.TakeChanges();
        _line.Mark("demo/b", AtRisk);
        _line.Join(Some.Join("demo/c", secondsAfter: 2, seq: 6) with { Triage = AtRisk });

        var again = new Line();
        foreach (var (number, segment) in _line.TakeChanges().Changed)
            again.Load(number, segment);

        Assert.Equal(_line.All, again.All);
        Assert.Equal(_line.InOrder, again.InOrder);
        Assert.Equal((2, 1, 2), (again.Waiting, again.Held, again.AtRisk));
        Assert.False(again.IsChanged);
    }

    [Fact]
    public void Whom_an_agent_loses_comes_back_to_the_front()
    {
        _line.Join(Some.Join("demo/a", secondsAfter: 1));
        _line.Hold("demo/a", 4);
        _line.Join(Some.Join("demo/b", secondsAfter: 2));

        _line.Join(Some.Join("demo/a", secondsAfter: 1, seq: 6));

        Assert.Equal(["demo/a", "demo/b"], InOrder());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Leaving_by_a_fact_older_than_the_place_changes_nothing(int seq, bool leaves)
    {
        _line.Join(Some.Join("demo/a"));

        Assert.Equal(leaves, _line.Leave("demo/a", seq));
        Assert.Equal(leaves ? 0 : 1, _line.Waiting);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public void Being_held_by_a_fact_older_than_the_place_changes_nothing(int seq, bool holds)
    {
        _line.Join(Some.Join("demo/a"));

        Assert.Equal(holds, _line.Hold("demo/a", seq));
        Assert.Equal((holds ? 0 : 1, holds ? 1 : 0), (_line.Waiting, _line.Held));
    }

    [Fact]
    public void What_the_conversation_itself_says_counts_though_it_is_older()
    {
        _line.Join(Some.Join("demo/a", seq: 9)); // a return to the line that its conversation never stored

        _line.Correct("demo/a", 4, isHeld: true);

        Assert.Equal(0, _line.Waiting);
        _line.Join(Some.Join("demo/a", seq: 9));
        Assert.Equal(1, _line.Waiting);
    }

    [Fact]
    public void Asked_again_for_another_agent_it_waits_for_that_one()
    {
        _line.Join(Some.Join("demo/a", staffId: "staff-blake", until: Some.Moment));
        _line.Join(Some.Join("demo/a"));

        Assert.True(_line.Find("demo/a", out var entry));
        Assert.Null(entry!.For);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(4, "staff-blake")]
    public void Whom_it_waits_for_the_conversation_itself_says(int seq, string? waitsFor)
    {
        var ticket = _line.Join(Some.Join("demo/a"));

        _line.Keep("demo/a", seq, "staff-blake", Some.Moment);

        Assert.True(_line.Find("demo/a", out var entry));
        Assert.Equal((waitsFor, ticket), (entry!.For, entry.Ticket));
        Assert.Equal(waitsFor is not null, _line.HasUrgent);
    }

    [Fact]
    public void What_it_asks_of_its_agents_the_conversation_itself_says()
    {
        var ticket = _line.Join(Some.Join("demo/a"));
        var asking = new Triage(null, TimeSpan.Zero, [new("bridges", 3)], null);

        _line.Place("demo/a", asking, notBefore: null);

        Assert.True(_line.Find("demo/a", out var entry));
        Assert.Equal((asking, ticket), (entry!.Triage, entry.Ticket));
    }

    [Fact]
    public void Every_joining_shows_even_one_that_changes_nothing_and_one_after_leaving()
    {
        _line.Join(Some.Join("demo/a"));
        var first = _line.LastJoinOf("demo/a");
        _line.Join(Some.Join("demo/a"));
        var second = _line.LastJoinOf("demo/a");
        _line.Leave("demo/a", 3);
        _line.Join(Some.Join("demo/a"));

        Assert.Distinct([first, second, _line.LastJoinOf("demo/a")]);
    }

    [Fact]
    public void One_that_stands_in_two_stored_segments_counts_where_it_is_newer()
    {
        _line.Load(1, new LineSegment { Entries = [new("demo/a", 10, 3, true), new("demo/b", 11, 3, false)] });
        _line.Load(2, new LineSegment { Entries = [new("demo/a", 10, 9, false), new("demo/b", 11, 2, true)] });

        var stored = _line.TakeChanges().Changed;

        Assert.Equal(["demo/a", "demo/b"], InOrder());
        Assert.Equal(2, stored.Sum(one => one.Segment.Entries.Length));
    }

    [Fact]
    public void Two_with_the_same_order_key_both_wait()
    {
        _line.Load(1, new LineSegment { Entries = [new("demo/a", 10, 3, false)] });
        _line.Load(2, new LineSegment { Entries = [new("demo/b", 10, 3, false)] });

        Assert.Equal(["demo/a", "demo/b"], InOrder());
    }

    [Fact]
    public void An_emptied_segment_is_removed_unless_others_will_join_it()
    {
        for (var number = 0; number <= LineSegment.Size; number++)
            _line.Join(Some.Join($"demo/{number}", number));
        _line.TakeChanges();
        for (var number = 0; number <= LineSegment.Size; number++)
            _line.Leave($"demo/{number}", 3);

        var changes = _line.TakeChanges();

        Assert.Equal([1], changes.Empty);
        Assert.Equal([2], changes.Segments);
        Assert.Equal([2], changes.Changed.Select(one => one.Number));
    }

    [Fact]
    public void One_change_rewrites_one_segment()
    {
        for (var number = 0; number < 4 * LineSegment.Size; number++)
            _line.Join(Some.Join($"demo/{number}", number));
        _line.TakeChanges();

        _line.Hold("demo/300", 4);

        Assert.Equal([2], _line.TakeChanges().Changed.Select(one => one.Number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public void A_snapshot_has_at_most_64_true_points_the_first_and_last_among_them(int waiting)
    {
        for (var number = 0; number < waiting; number++)
            _line.Join(Some.Join($"demo/{number}", number));
        var tickets = _line.InOrder.Select(entry => entry.Ticket).ToList();

        var points = _line.Points();

        Assert.Equal(Math.Min(64, waiting), points.Length);
        Assert.All(points, point => Assert.Equal(point.Ahead, tickets.IndexOf(point.Ticket)));
        Assert.Equal(waiting == 0 ? [] : [0, waiting - 1], new[] { points.FirstOrDefault().Ahead, points.LastOrDefault().Ahead }.Where(_ => waiting > 0));
    }

    private IEnumerable<string> InOrder() => _line.InOrder.Select(entry => entry.Conversation);
}
