using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>What the rules of the house bring about now and then, and nobody should be woken for.</summary>
public sealed class FalseAlarmTests
{
    private const string Robin = "demo/robin";

    private static readonly SkillLevel Permits = new("permits");

    private readonly House _house = new();
    private readonly Rounds _rounds;

    public FalseAlarmTests() => _rounds = new Rounds(_house);

    /// <summary>A closed conversation stays registered as if it were held, until it is counted.</summary>
    [Fact]
    public void Whoever_gave_up_waiting_behind_somebody_has_not_passed_them()
    {
        _house.Waits(Robin);
        foreach (var other in Six)
            _house.Waits(other, secondsAfter: 1);
        _rounds.Look();

        foreach (var other in Six)
            _house.ChangeEntry(other, entry => entry with { IsHeld = true, Seq = entry.Seq + 1 });
        _rounds.After(10);
        foreach (var other in Six)
            _house.Leaves(other);

        Assert.Empty(_rounds.After(300));
    }

    /// <summary>Helpers do not take what was left; they take whoever wrote a day later and waits at their screen.</summary>
    [Fact]
    public void A_left_message_is_passed_where_only_helpers_are_there()
    {
        _house.ChangeQueue(queue => queue with { Overflow = [new(Some.OtherQueue, 60)] });
        _house.Works(Some.Blake, 50, Some.OtherQueue);
        _house.Registers(new LineEntry(Robin, Some.Moment.UtcTicks, 4, IsHeld: false) { Triage = new Triage(null, TimeSpan.FromDays(-1), [], null) });
        _rounds.Look();

        foreach (var other in Six)
        {
            _house.Waits(other, secondsAfter: 1);
            _house.Gives(other, Some.Blake);
        }

        Assert.Empty(_rounds.After(300));
    }

    [Fact]
    public void What_is_handed_to_a_colleague_by_name_passes_nobody_the_colleague_could_not_take()
    {
        _house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = null });
        _house.Works(Some.Alex, 10);
        _house.Waits(Robin);
        foreach (var other in Six)
        {
            _house.Waits(other, seq: 7, secondsAfter: 1);
            _house.ChangeEntry(other, entry => entry with { For = Some.Alex, ForUntil = Some.Moment.AddMinutes(10) });
        }

        _rounds.Look();
        foreach (var other in Six)
            _house.Gives(other, Some.Alex);

        Assert.Empty(_rounds.After(300));
    }

    [Fact]
    public void Whoever_an_agent_has_declined_is_passed_by_others_for_a_minute()
    {
        _house.ChangeQueue(queue => queue with { Assignment = AssignmentMode.Offer });
        _house.Works(Some.Alex, 6);
        _house.Waits(Robin);
        _house.Knows(Some.Alex, Robin, SlotState.Offered);
        _rounds.Look();

        _house.LetsGo(Some.Alex, Robin);
        foreach (var other in Six)
        {
            _house.Waits(other, secondsAfter: 1);
            _house.Gives(other, Some.Alex);
        }

        Assert.Empty(_rounds.After(300));
    }

    /// <summary>Whom a supervisor takes from them, or who got no reply, others come first for: 1 and 2 are the start, 3 waits, 4 joined, 5 left, 6 waits.</summary>
    [Fact]
    public void Whoever_was_taken_from_an_agent_does_not_come_back_to_them_at_once()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin, seq: 6);
        _rounds.Look();

        Assert.Empty(_rounds.After(60));
    }

    /// <summary>Their own grain asks the agency once a minute.</summary>
    [Fact]
    public void An_agent_who_may_hold_more_from_now_on_is_not_idle_until_their_desk_knows()
    {
        _house.Works(Some.Alex, 1);
        _house.Waits("demo/kim");
        _house.Gives("demo/kim", Some.Alex);
        _house.Waits(Robin, secondsAfter: 1);
        _rounds.Look();
        _rounds.After(60);

        _house.ChangeMember(Some.Alex, member => member with { Capacity = 2 });

        Assert.Empty(_rounds.After(60));
    }

    [Fact]
    public void An_agent_who_has_learned_something_is_not_idle_until_their_desk_knows()
    {
        _house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = null });
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        _rounds.Look();
        _rounds.After(60);

        _house.ChangeMember(Some.Alex, member => member with { Skills = [Permits] });

        Assert.Empty(_rounds.After(60));
    }

    [Fact]
    public void An_agent_who_may_hold_fewer_from_now_on_is_given_more_until_their_desk_knows()
    {
        _house.Works(Some.Alex, 2);
        _house.Waits("demo/kim");
        _house.Gives("demo/kim", Some.Alex);
        _rounds.Look();
        _house.ChangeMember(Some.Alex, member => member with { Capacity = 1 });
        _rounds.After(30);

        _house.Waits(Robin, secondsAfter: 1);
        _house.Gives(Robin, Some.Alex);

        Assert.Empty(_rounds.Look());
    }

    /// <summary>Nobody knows what was in between; and where nothing could be read, nothing could be given.</summary>
    [Fact]
    public void What_was_seen_once_long_ago_and_now_again_has_not_lasted()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        _rounds.Look();

        _house.At = _house.At.AddMinutes(5);

        Assert.Empty(_rounds.Look());
    }

    /// <summary>The urgent stand further in front than they are old, and what is asked of whoever takes them is asked until they are old enough.</summary>
    [Fact]
    public void The_urgent_are_passed_by_those_whom_anybody_may_take_by_now()
    {
        _house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = 300 });
        _house.Works(Some.Alex, 6);
        _house.Registers(new LineEntry(Robin, Some.Moment.AddSeconds(-600).UtcTicks, 4, IsHeld: false) { Triage = new Triage("urgent", TimeSpan.FromSeconds(600), [], null) });
        _rounds.Look();

        foreach (var other in Six)
        {
            _house.Waits(other, secondsAfter: -400);
            _house.Gives(other, Some.Alex);
        }

        Assert.Empty(_rounds.After(200));
    }

    private static ImmutableArray<string> Six => [.. Enumerable.Range(1, 6).Select(number => $"demo/later-{number}")];
}
