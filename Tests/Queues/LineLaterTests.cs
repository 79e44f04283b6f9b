using Muster.Agencies;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Those of a line who are nobody's before a time, and those who let others pass (S35, W15).</summary>
public sealed class LineLaterTests
{
    private static readonly DateTimeOffset Noon = Some.Moment.AddHours(4);
    private static readonly Triage Yields = new(null, TimeSpan.FromDays(-1), [], null);
    private static readonly Triage AtRisk = new(LifeAtRiskSettings.Priority, LifeAtRiskSettings.HeadStart, [], null);

    private readonly Line _line = new();
    private readonly LineHeard _heard = new();

    public LineLaterTests() => _line.Listener = _heard;

    [Fact]
    public void One_that_is_wanted_later_is_registered_and_in_no_line()
    {
        Join("demo/a");
        Postpone("demo/later", 1, Noon);
        Join("demo/b", 2);

        Assert.Equal(["demo/a", "demo/b"], InOrder());
        Assert.Equal(["demo/later"], ForLater());
        Assert.Equal([0, 1], _line.Points().Select(point => point.Ahead));
        Assert.Equal((2, 1, 0), Counted());
        Assert.True(_line.Find("demo/later", out var entry));
        Assert.Equal((Noon, Some.Moment.AddSeconds(1), false), (entry!.NotBefore, entry.Since, entry.IsHeld));
        Assert.Equal(["demo/a after 0", "demo/b after 1"], _heard.Said);
    }

    [Fact]
    public void Whoever_is_held_is_neither_in_the_line_nor_wanted_later()
    {
        Join("demo/a");
        Postpone("demo/later", 1, Noon);
        Postpone("demo/taken", 2, Noon);

        _line.Hold("demo/a", 4);
        _line.Hold("demo/taken", 4);

        Assert.Equal((0, 1, 2), Counted());
        Assert.Equal(["demo/a", "demo/taken"], _line.AllHeld.Select(entry => entry.Conversation).Order());
        Assert.All(_line.AllHeld, entry => Assert.Null(entry.NotBefore));
        Assert.Equal(["demo/a after 0", "demo/a served"], _heard.Said);
    }

    [Fact]
    public void Those_whose_time_has_come_wait_from_then_on_where_their_age_puts_them()
    {
        Join("demo/a");
        Postpone("demo/at-two", 1, Noon.AddHours(2));
        Postpone("demo/at-one", 2, Noon.AddHours(1));
        Join("demo/b", 3);

        _line.Wake(Noon.AddHours(1).AddTicks(-1));
        Assert.Equal(["demo/a", "demo/b"], InOrder());
        _line.Wake(Noon.AddHours(1));
        Assert.Equal(["demo/a", "demo/at-one", "demo/b"], InOrder());
        _line.Wake(Noon.AddHours(9));

        Assert.Equal(["demo/a", "demo/at-two", "demo/at-one", "demo/b"], InOrder());
        Assert.Equal((4, 0, 0), Counted());
        Assert.All(_line.All, entry => Assert.Null(entry.NotBefore));
    }

    [Fact]
    public void The_earliest_is_listed_first_and_of_the_same_time_the_first_by_name()
    {
        Postpone("demo/c", 0, Noon.AddHours(1));
        Postpone("demo/b", 1, Noon);
        Postpone("demo/a", 2, Noon);

        Assert.Equal(["demo/a", "demo/b", "demo/c"], ForLater());
    }

    [Fact]
    public void To_wake_again_changes_nothing()
    {
        Postpone("demo/a", 0, Noon);
        Postpone("demo/b", 1, Noon.AddHours(1));
        _line.Wake(Noon);
        _line.TakeChanges();
        _heard.Said.Clear();

        _line.Wake(Noon);
        _line.Wake(Some.Moment);

        Assert.False(_line.IsChanged);
        Assert.Empty(_heard.Said);
        Assert.Equal((1, 1, 0), Counted());
    }

    [Fact]
    public void Whose_time_comes_is_told_as_coming_back_and_whoever_puts_it_off_as_leaving()
    {
        Join("demo/a");
        _line.Join(Some.Join("demo/a", seq: 6) with { NotBefore = Noon });
        Join("demo/b", 1);
        Postpone("demo/c", 2, Noon);
        Assert.Equal(["demo/a after 0", "demo/a postponed", "demo/b after 0"], _heard.Said);

        _line.Wake(Noon);

        Assert.Equal(["demo/a back after ", "demo/c back after 2"], _heard.Said.Skip(3));
        Assert.Equal(["demo/a", "demo/b", "demo/c"], InOrder());
    }

    [Fact]
    public void One_that_leaves_before_its_time_is_gone_and_nobody_is_told()
    {
        Postpone("demo/a", 0, Noon);

        Assert.False(_line.Leave("demo/a", 2));
        Assert.True(_line.Leave("demo/a", 3));

        _line.Wake(Noon);
        Assert.Equal((0, 0, 0), Counted());
        Assert.Empty(_heard.Said);
    }

    [Fact]
    public void One_that_is_closed_before_its_time_is_registered_until_it_leaves()
    {
        Postpone("demo/a", 0, Noon);

        Assert.True(_line.Close("demo/a", 4));
        _line.Wake(Noon);

        Assert.Equal((0, 0, 1), Counted());
        Assert.Empty(_heard.Said);
        Assert.True(_line.Leave("demo/a", 4));
        Assert.Equal((0, 0, 0), Counted());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public void Asked_for_at_once_after_all_it_waits_unless_that_is_older_news(int seq, int later)
    {
        Postpone("demo/a", 0, Noon);

        _line.Join(Some.Join("demo/a", secondsAfter: 60, seq));

        Assert.Equal((1 - later, later, 0), Counted());
        Assert.All(InOrder(), conversation => Assert.Equal("demo/a", conversation));
        Assert.Equal(Some.Moment, _line.All.Single().Since);
    }

    [Fact]
    public void Put_off_once_more_it_waits_for_the_later_time_alone()
    {
        Postpone("demo/a", 0, Noon);
        _line.Join(Some.Join("demo/a", seq: 6) with { NotBefore = Noon.AddHours(1) });

        _line.Wake(Noon);
        Assert.Equal((0, 1, 0), Counted());
        _line.Wake(Noon.AddHours(1));

        Assert.Equal((1, 0, 0), Counted());
    }

    [Fact]
    public void What_the_conversation_itself_says_counts_of_its_time_too()
    {
        Join("demo/a");
        _line.Hold("demo/a", 4);

        _line.Correct("demo/a", 6, isHeld: false, Noon);
        Assert.Equal((0, 1, 0), Counted());
        _line.Correct("demo/a", 7, isHeld: true, Noon);

        Assert.Equal((0, 0, 1), Counted());
        _line.Wake(Noon);
        Assert.Equal(0, _line.Waiting);
    }

    [Fact]
    public void Stored_and_read_back_they_are_wanted_at_the_same_time()
    {
        Join("demo/a");
        Postpone("demo/b", 1, Noon.AddHours(1));
        Postpone("demo/c", 2, Noon);
        _line.Join(Some.Join("demo/d", secondsAfter: 3) with { Triage = Yields, NotBefore = Noon.AddHours(2) });

        var again = new Line();
        foreach (var (number, segment) in _line.TakeChanges().Changed)
            again.Load(number, segment);

        Assert.Equal(_line.All, again.All);
        Assert.Equal(_line.InOrder, again.InOrder);
        Assert.Equal(_line.ForLater, again.ForLater);
        Assert.Equal((1, 3, 0), (again.Waiting, again.Later, again.Held));
        Assert.False(again.IsChanged);
        again.Wake(Noon);
        Assert.Equal(["demo/a", "demo/c"], again.InOrder.Select(entry => entry.Conversation));
        Assert.True(again.IsChanged);
    }

    [Fact]
    public void Whoever_lets_others_pass_stands_behind_whoever_comes_now_and_keeps_their_age()
    {
        Join("demo/a");
        _line.Join(Some.Join("demo/message", secondsAfter: 1) with { Triage = Yields });
        Join("demo/b", 2);

        Assert.Equal(["demo/a", "demo/b", "demo/message"], InOrder());
        Assert.Equal(2, _line.AheadOf(Some.Moment.AddSeconds(3).UtcTicks));
        Assert.Equal(3, _line.AheadOf(Some.Moment.AddDays(2).UtcTicks));
        Assert.Equal(Some.Moment.AddSeconds(1), _line.InOrder.Last().Since);
    }

    [Fact]
    public void How_many_are_before_each_is_told_as_if_those_who_let_them_pass_were_not_there()
    {
        _line.Join(Some.Join("demo/message") with { Triage = Yields });
        Join("demo/a", 1);
        _line.Join(Some.Join("demo/other-message", secondsAfter: 2) with { Triage = Yields });
        Join("demo/b", 3);
        Join("demo/before", 2);
        _line.Leave("demo/message", 3);
        _line.Hold("demo/other-message", 4);
        Join("demo/c", 4);

        Assert.Equal(
            ["demo/message after ", "demo/a after 0", "demo/other-message after ", "demo/b after 1", "demo/before after ", "demo/message left", "demo/other-message served", "demo/c after 3"],
            _heard.Said);
    }

    [Fact]
    public void A_message_older_by_more_than_it_lets_pass_is_served_first()
    {
        _line.Join(Some.Join("demo/message") with { Triage = Yields });
        Join("demo/day-after", 86_401);

        Assert.Equal(["demo/message", "demo/day-after"], InOrder());
        Assert.Equal("demo/day-after after 1", _heard.Said[^1]);
    }

    [Fact]
    public void Who_waits_longest_at_the_screen_is_not_who_left_a_message()
    {
        _line.Join(Some.Join("demo/message") with { Triage = Yields });
        Assert.Null(_line.OldestSince);

        Join("demo/a", 5);
        Postpone("demo/later", 1, Noon);

        Assert.Equal(Some.Moment.AddSeconds(5), _line.OldestSince);
    }

    [Fact]
    public void A_message_that_turns_out_to_be_of_a_life_at_risk_lets_nobody_pass_any_more()
    {
        _line.Join(Some.Join("demo/message") with { Triage = Yields });
        Join("demo/a", 1);

        _line.Join(Some.Join("demo/message", seq: 6) with { Triage = AtRisk });

        Assert.Equal(["demo/message", "demo/a"], InOrder());
        Assert.Equal(Some.Moment, _line.OldestSince);
        Join("demo/b", 2);
        Assert.Equal("demo/b after 2", _heard.Said[^1]);
        Assert.Equal(3, _line.AheadOf(Some.Moment.AddSeconds(3).UtcTicks));
    }

    [Fact]
    public void Whoever_decides_for_a_message_while_waiting_lets_pass_from_then_on()
    {
        Join("demo/a");
        Join("demo/b", 1);

        _line.Join(Some.Join("demo/a", seq: 6) with { Triage = Yields });

        Assert.Equal(["demo/b", "demo/a"], InOrder());
        Assert.Equal(["demo/a after 0", "demo/b after 1"], _heard.Said); // nobody has come or gone
        Assert.Equal(1, _line.AheadOf(Some.Moment.AddSeconds(2).UtcTicks));
    }

    private void Join(string conversation, int secondsAfter = 0) => _line.Join(Some.Join(conversation, secondsAfter));

    private void Postpone(string conversation, int secondsAfter, DateTimeOffset notBefore) => _line.Join(Some.Join(conversation, secondsAfter) with { NotBefore = notBefore });

    private IEnumerable<string> InOrder() => _line.InOrder.Select(entry => entry.Conversation);

    private IEnumerable<string> ForLater() => _line.ForLater.Select(entry => entry.Conversation);

    private (int Waiting, int Later, int Held) Counted() => (_line.Waiting, _line.Later, _line.Held);
}
