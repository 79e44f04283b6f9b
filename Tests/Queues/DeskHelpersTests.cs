using Muster.Agencies;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>What agents are given who do not serve the queue, and help in it (S47).</summary>
public sealed class DeskHelpersTests : OneDesk
{
    [Fact]
    public void Whoever_helps_is_given_what_has_waited_so_long_and_nothing_before()
    {
        Wait("demo/a");
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 60)]);
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        Assert.Null(_desk.Next(Some.Moment.AddSeconds(60).AddTicks(-1)));
        Assert.Equal(Some.Blake, _desk.Next(Some.Moment.AddSeconds(60))?.Agent);
    }

    [Fact]
    public void Whoever_is_lent_is_given_everything_at_once()
    {
        Wait("demo/a");
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 0)]);
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        Assert.Equal(Some.Blake, _desk.Next(Some.Moment)?.Agent);
    }

    [Fact]
    public void By_then_helpers_and_the_queues_own_are_chosen_by_the_same_rule()
    {
        Wait("demo/a", "demo/b");
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 60)]);
        _desk.Hear(Some.Availability(Some.Alex, free: 1, inUse: 2));
        _desk.Hear(Some.Availability(Some.Blake, free: 2, inUse: 1));

        Assert.Equal(("demo/a", Some.Blake), Next());
        Land("demo/a", Some.Blake);
        Assert.Equal(("demo/b", Some.Alex), Next()); // it has not waited long enough for Blake
    }

    [Fact]
    public void A_left_message_is_for_the_queues_own_and_for_those_who_are_lent_to_it()
    {
        _line.Join(Some.Join("demo/a") with { Triage = new Triage(null, TimeSpan.FromDays(-1), [], null) });
        _desk.Keep(new HashSet<string>(), [new Helper(Some.Blake, 60)]);
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        Assert.Null(_desk.Next(Now.AddDays(2)));
        _desk.Keep(new HashSet<string>(), [new Helper(Some.Blake, 0)]);
        Assert.Equal(Some.Blake, _desk.Next(Now.AddDays(2))?.Agent);
    }

    [Fact]
    public void What_is_handed_to_a_helper_is_theirs_at_once()
    {
        _line.Join(Some.Join("demo/a", staffId: Some.Blake, until: Now));
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 3_600)]);
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        Assert.Equal(Some.Blake, _desk.Next(Some.Moment)?.Agent);
    }

    [Fact]
    public void Who_helps_only_later_is_not_counted_among_those_who_are_here()
    {
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 0), new Helper("casey", 1)]);
        foreach (var agent in (string[])[Some.Alex, Some.Blake, "casey"])
            _desk.Hear(Some.Availability(agent, free: 2));

        Assert.Equal([Some.Alex, Some.Blake], _desk.Here.Select(agent => agent.StaffId));
        Assert.Equal([Some.Alex, Some.Blake], _desk.Serving.Select(agent => agent.StaffId));
        Assert.Equal(4, _desk.FreePlaces);
    }

    [Fact]
    public void Who_helps_only_later_is_no_room_for_an_older_one_that_is_on_its_way()
    {
        Wait("demo/a", "demo/b");
        _desk.Keep(new HashSet<string> { Some.Alex, Some.Blake }, [new Helper("casey", 3_600)]);
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        _desk.Hear(Some.Availability("casey", free: 5));

        Assert.Equal("demo/a", Next()?.Item1);
        Assert.Null(Next());
    }

    [Fact]
    public void A_reason_tells_who_stood_before_because_help_comes_later()
    {
        _line.Join(Some.Join("demo/a", secondsAfter: 30));
        _line.Join(Some.Join("demo/b", secondsAfter: 40, staffId: Some.Blake, until: Now.AddSeconds(1)));
        _desk.Keep(new HashSet<string>(), [new Helper(Some.Blake, 60)]);
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        var pick = _desk.Next(Now)!;

        Assert.Equal("demo/b", pick.Entry.Conversation);
        Assert.Equal([new PassedBy("helps-later", 1)], pick.Reason.Before);
    }

    [Fact]
    public void A_reason_tells_whom_it_was_not_given_to_because_they_help_later()
    {
        Wait("demo/a");
        _desk.Keep(new HashSet<string> { Some.Alex }, [new Helper(Some.Blake, 3_600)]);
        _desk.Hear(Some.Availability(Some.Alex, free: 1, inUse: 2));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));

        var reason = _desk.Next(Now)!.Reason;

        Assert.Equal([(Some.Alex, null), (Some.Blake, "helps-later")], reason.Candidates.Select(one => (one.StaffId, one.Why)));
    }
}
