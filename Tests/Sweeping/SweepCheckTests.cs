using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>Which broken promises are found, after how long, and what is none. It looks every ten seconds.</summary>
public sealed class SweepCheckTests
{
    private const string Robin = "demo/robin";

    private readonly House _house = new();
    private readonly Rounds _rounds;
    private int _served;

    public SweepCheckTests() => _rounds = new Rounds(_house);

    [Fact]
    public void An_agent_who_is_free_while_somebody_new_waits_is_found_after_a_minute()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        Look();

        Assert.Empty(After(50));
        Assert.Equal(new SweepFinding(SweepKind.IdleAgent, Some.Queue, Robin, Some.Alex, Some.Moment), Assert.Single(After(10)));
    }

    [Fact]
    public void Whoever_was_with_an_agent_before_may_have_to_wait_longer()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin, seq: 7);
        Look();

        Assert.Empty(After(80));
        Assert.Equal(SweepKind.IdleAgent, Assert.Single(After(10)).Kind);
    }

    [Fact]
    public void An_agent_who_is_asked_first_may_have_said_no()
    {
        _house.ChangeQueue(queue => queue with { Assignment = AssignmentMode.Offer });
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        Look();

        Assert.Empty(After(80));
        Assert.Single(After(10));
    }

    [Fact]
    public void Whoever_is_lent_is_idle_like_the_queues_own()
    {
        _house.Works(Some.Alex, 3, Some.OtherQueue);
        _house.ChangeMember(Some.Alex, member => member with { Loans = [new(Some.Queue, Some.Moment.AddHours(1))] });
        _house.Waits(Robin);
        Look();

        Assert.Equal(new SweepFinding(SweepKind.IdleAgent, Some.Queue, Robin, Some.Alex, Some.Moment), Assert.Single(After(60)));
    }

    private static readonly SkillLevel Permits = new("permits", 3);

    private static readonly Dictionary<string, Action<House>> Excuses = new()
    {
        ["they are busy"] = house => house.ChangeAgent(Some.Alex, agent => agent with { Presence = Presence.Busy }),
        ["they are away"] = house => house.ChangeAgent(Some.Alex, agent => agent with { Presence = Presence.Away }),
        ["they are offline"] = house => house.ChangeAgent(Some.Alex, agent => agent with { Presence = Presence.Offline }),
        ["they have as many as they may"] = house => Full(house, SlotState.Held),
        ["they have not finished the last one"] = house => Full(house, SlotState.WrapUp),
        ["they are being given another"] = house => Full(house, SlotState.Reserved),
        ["they think about another"] = house => Full(house, SlotState.Offered),
        ["they chose to take nobody"] = house => house.ChangeAgent(Some.Alex, agent => agent with { Capacity = 0 }),
        ["they have as many of the queue as it allows"] = house =>
        {
            house.ChangeQueue(queue => queue with { CapacityPerAgent = 1 });
            house.Waits("demo/kim");
            house.Gives("demo/kim", Some.Alex);
        },
        ["it is handed to somebody else"] = house => house.ChangeEntry(Robin, entry => entry with { For = Some.Blake, ForUntil = Some.Moment.AddHours(1) }),
        ["it is nobody's before a time to come"] = house => house.ChangeEntry(Robin, entry => entry with { NotBefore = Some.Moment.AddHours(1) }),
        ["somebody else thinks about it"] = house => house.Knows(Some.Blake, Robin, SlotState.Offered),
        ["somebody else is being given it"] = house => house.Knows(Some.Blake, Robin, SlotState.Reserved),
        ["somebody else has it, which the queue has not heard of"] = house => house.Knows(Some.Blake, Robin),
        ["they lack what the queue asks for"] = house => house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = null }),
        ["they are not good enough at it"] = house =>
        {
            house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = null });
            house.ChangeMember(Some.Alex, member => member with { Skills = [Permits with { Level = 2 }] });
        },
        ["they lack what the conversation asks for"] = house => Asks(house, new Triage(null, TimeSpan.Zero, [Permits], null)),
        ["they do not speak the citizen's language"] = house => Asks(house, new Triage(null, TimeSpan.Zero, [], "vi")),
        ["they do not serve the queue"] = house => house.ChangeMember(Some.Alex, member => member with { Queues = [Some.OtherQueue] }),
        ["they are no longer lent to it"] = house =>
            house.ChangeMember(Some.Alex, member => member with { Queues = [Some.OtherQueue], Loans = [new(Some.Queue, Some.Moment)] }),
        ["they only help where people wait too long"] = house =>
        {
            house.ChangeMember(Some.Alex, member => member with { Queues = [Some.OtherQueue] });
            house.ChangeQueue(queue => queue with { Overflow = [new(Some.OtherQueue, 0)] });
        },
    };

    public static TheoryData<string> NamesOfExcuses => [.. Excuses.Keys];

    [Theory]
    [MemberData(nameof(NamesOfExcuses))]
    public void An_agent_is_not_idle_when(string excuse)
    {
        _house.Works(Some.Alex);
        _house.Works(Some.Blake);
        _house.ChangeAgent(Some.Blake, agent => agent with { Presence = Presence.Busy });
        _house.Waits(Robin);

        Excuses[excuse](_house);
        Look();

        Assert.Empty(After(300));
    }

    [Fact]
    public void What_agents_lack_is_no_excuse_where_they_have_it()
    {
        _house.ChangeQueue(queue => queue with { Skills = [Permits], Languages = ["vi"], AnybodyAfterSeconds = null });
        _house.Works(Some.Alex);
        _house.ChangeMember(Some.Alex, member => member with { Skills = [Permits, new("lang-vi")] });
        _house.Waits(Robin);
        _house.ChangeEntry(Robin, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits with { Level = 2 }], "vi") });
        Look();

        Assert.Single(After(60));
    }

    [Fact]
    public void A_language_that_no_agent_of_the_queue_is_asked_for_is_no_excuse()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        _house.ChangeEntry(Robin, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [], "vi") });
        Look();

        Assert.Single(After(60));
    }

    private static readonly Dictionary<string, Action<House>> Delays = new()
    {
        ["anybody will do"] = house => house.ChangeQueue(queue => queue with { Skills = [Permits], AnybodyAfterSeconds = 60 }),
        ["the colleague it was handed to had their time"] = house => house.ChangeEntry(Robin, entry => entry with { For = Some.Blake, ForUntil = Some.Moment.AddSeconds(60) }),
        ["its time has come"] = house => house.ChangeEntry(Robin, entry => entry with { NotBefore = Some.Moment.AddSeconds(60) }),
    };

    public static TheoryData<string> NamesOfDelays => [.. Delays.Keys];

    [Theory]
    [MemberData(nameof(NamesOfDelays))]
    public void An_agent_is_idle_from_when(string delay)
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);

        Delays[delay](_house);
        Look();

        Assert.Empty(After(110));
        Assert.Equal(Some.Moment.AddSeconds(60), Assert.Single(After(10)).Since);
    }

    private static readonly Dictionary<string, Action<House>> Changes = new()
    {
        ["the conversation has moved on"] = house => house.ChangeEntry(Robin, entry => entry with { Seq = entry.Seq + 2 }),
        ["the agent was given somebody else"] = house => house.ChangeAgent(Some.Alex, agent => agent with { IdleSince = house.At }),
        ["the agent has let somebody go"] = house =>
        {
            house.LetsGo(Some.Alex, "demo/kim");
            house.Leaves("demo/kim");
        },
    };

    public static TheoryData<string> NamesOfChanges => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(NamesOfChanges))]
    public void A_suspicion_begins_anew_when(string change)
    {
        _house.Works(Some.Alex);
        _house.Waits("demo/kim");
        _house.Gives("demo/kim", Some.Alex);
        _house.Waits(Robin, secondsAfter: 1);
        Look();
        After(50);

        Changes[change](_house);

        Assert.Empty(After(60));
        Assert.Single(After(10));
    }

    [Fact]
    public void A_suspicion_that_goes_away_begins_anew_when_it_comes_back()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        Look();
        After(50);

        _house.ChangeAgent(Some.Alex, agent => agent with { Presence = Presence.Away });
        Assert.Empty(After(10));
        _house.ChangeAgent(Some.Alex, agent => agent with { Presence = Presence.Available });

        Assert.Empty(After(60));
        Assert.Equal(Some.Moment.AddSeconds(70), Assert.Single(After(10)).Since);
    }

    [Fact]
    public void A_finding_stays_until_it_is_true_no_longer()
    {
        _house.Works(Some.Alex);
        _house.Waits(Robin);
        Look();
        var found = Assert.Single(After(60));

        Assert.Equal(found, Assert.Single(After(100)));
        _house.Gives(Robin, Some.Alex);
        Assert.Empty(After(10));
    }

    [Fact]
    public void A_conversation_that_stands_in_two_queues_is_found_after_a_minute()
    {
        _house.Waits(Robin);
        _house.Waits(Robin, queue: Some.OtherQueue);
        Look();

        Assert.Empty(After(50));
        Assert.Equal(
            [new SweepFinding(SweepKind.InTwoPlaces, Some.OtherQueue, Robin, null, Some.Moment), new SweepFinding(SweepKind.InTwoPlaces, Some.Queue, Robin, null, Some.Moment)],
            After(10).OrderBy(finding => finding.Queue, StringComparer.Ordinal));
    }

    [Fact]
    public void A_conversation_that_two_agents_have_is_found_after_a_minute()
    {
        Talks();
        _house.Knows(Some.Blake, Robin, SlotState.WrapUp);
        Look();

        Assert.Empty(After(50));
        Assert.Equal(new SweepFinding(SweepKind.InTwoPlaces, Some.Queue, Robin, null, Some.Moment), Assert.Single(After(10)));
    }

    [Theory]
    [InlineData(SlotState.Offered)]
    [InlineData(SlotState.Reserved)]
    public void Who_is_only_being_given_a_conversation_does_not_have_it_yet(SlotState state)
    {
        Talks();
        _house.Knows(Some.Blake, Robin, state);
        Look();

        Assert.Empty(After(300));
    }

    [Fact]
    public void A_conversation_that_is_handed_over_again_and_again_is_in_two_places_each_time_for_a_moment()
    {
        _house.Waits(Robin);
        Look();

        for (var handover = 0; handover < 10; handover++)
        {
            var (from, to) = handover % 2 == 0 ? (Some.Queue, Some.OtherQueue) : (Some.OtherQueue, Some.Queue);
            _house.Waits(Robin, seq: 5 + handover, queue: to);
            Assert.Empty(After(20));
            _house.Leaves(Robin, from);
            Assert.Empty(After(10));
        }
    }

    [Fact]
    public void A_conversation_that_is_with_somebody_who_does_not_know_of_it_is_found_after_a_minute()
    {
        _house.Works(Some.Alex);
        _house.Registers(new LineEntry(Robin, Some.Moment.UtcTicks, 4, IsHeld: true));
        Look();

        Assert.Empty(After(50));
        Assert.Equal(new SweepFinding(SweepKind.Nowhere, Some.Queue, Robin, null, Some.Moment), Assert.Single(After(10)));
    }

    [Theory]
    [InlineData(SlotState.Reserved)]
    [InlineData(SlotState.Held)]
    [InlineData(SlotState.WrapUp)]
    public void A_conversation_that_an_agent_has_and_no_queue_knows_of_is_found_after_a_minute(SlotState state)
    {
        _house.Works(Some.Alex);
        _house.Knows(Some.Alex, Robin, state);
        Look();

        Assert.Empty(After(50));
        Assert.Equal(new SweepFinding(SweepKind.Nowhere, Some.Queue, Robin, Some.Alex, Some.Moment), Assert.Single(After(10)));
    }

    [Fact]
    public void What_an_agent_only_thinks_about_is_not_lost_with_the_line_it_came_from()
    {
        _house.Works(Some.Alex);
        _house.Knows(Some.Alex, Robin, SlotState.Offered);
        Look();

        Assert.Empty(After(300));
    }

    [Fact]
    public void A_conversation_that_goes_from_hand_to_hand_is_nowhere_each_time_for_a_moment()
    {
        Talks();
        Look();

        for (var round = 0; round < 10; round++)
        {
            _house.LetsGo(Some.Alex, Robin);
            Assert.Empty(After(30));
            _house.ChangeEntry(Robin, entry => entry with { Seq = entry.Seq + 2 });
            Assert.Empty(After(30));
            _house.Knows(Some.Alex, Robin);
            Assert.Empty(After(10));
        }
    }

    [Fact]
    public void An_agent_who_was_given_more_than_they_may_hold_is_found_at_once()
    {
        _house.Works(Some.Alex, capacity: 1);
        Look();
        _house.At = _house.At.AddSeconds(5);

        Has("demo/kim");
        Assert.Empty(Look());
        Has(Robin);

        Assert.Equal(new SweepFinding(SweepKind.OverCapacity, Some.Queue, null, Some.Alex, _house.At), Assert.Single(Look()));
    }

    [Fact]
    public void An_agent_whose_capacity_is_lowered_below_what_they_hold_keeps_it()
    {
        _house.Works(Some.Alex);
        Look();
        After(10);
        foreach (var conversation in (string[])[Robin, "demo/kim", "demo/lee"])
            Has(conversation);
        After(10);

        _house.ChangeMember(Some.Alex, member => member with { Capacity = 1 });

        Assert.Empty(After(300));
    }

    [Fact]
    public void An_agent_who_is_given_more_long_after_their_capacity_was_lowered_is_found()
    {
        _house.Works(Some.Alex);
        Has(Robin);
        Has("demo/kim");
        Look();
        _house.ChangeMember(Some.Alex, member => member with { Capacity = 1 });
        Assert.Empty(After(300));

        Has("demo/lee");

        Assert.Equal(SweepKind.OverCapacity, Assert.Single(After(100)).Kind);
    }

    [Fact]
    public void An_agent_who_chose_a_lower_capacity_keeps_what_they_hold()
    {
        _house.Works(Some.Alex);
        Look();
        Has(Robin);
        Has("demo/kim");

        _house.ChangeAgent(Some.Alex, agent => agent with { Capacity = 1 });

        Assert.Empty(After(300));
    }

    [Fact]
    public void Whoever_is_passed_by_six_who_came_later_and_waits_on_is_found()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        Serves(6);

        Assert.Empty(After(90));
        Assert.Equal(new SweepFinding(SweepKind.Passed, Some.Queue, Robin, null, Some.Moment.AddSeconds(10)), Assert.Single(After(10)));
    }

    [Fact]
    public void Five_may_pass()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        Serves(5);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Those_who_pass_are_added_up()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        foreach (var some in (int[])[2, 2, 2])
        {
            Serves(some);
            After(10);
        }

        Assert.Equal(SweepKind.Passed, Assert.Single(After(80)).Kind);
    }

    [Fact]
    public void Whoever_is_served_at_last_has_not_been_forgotten()
    {
        Crowd();
        _house.Waits(Robin);
        Look();
        Serves(6);
        Assert.Single(After(100));

        _house.Gives(Robin, Some.Blake);

        Assert.Empty(After(10));
    }

    private static readonly Dictionary<string, (Func<LineEntry, LineEntry> Waiting, Func<LineEntry, LineEntry> Served)> Passes = new()
    {
        ["they use another language"] = (entry => entry, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [], "vi") }),
        ["they want something else"] = (entry => entry, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits], null) }),
        ["they want it done better"] = (entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits], null) }, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits with { Level = 1 }], null) }),
        ["they are more urgent"] = (entry => entry, entry => entry with { Ticket = entry.Ticket - TimeSpan.FromHours(1).Ticks, Triage = new Triage("urgent", TimeSpan.FromHours(1), [], null) }),
        ["it waits for one agent"] = (entry => entry with { For = Some.Alex, ForUntil = Some.Moment.AddHours(1) }, entry => entry),
        ["it is nobody's before a time to come"] = (entry => entry with { NotBefore = Some.Moment.AddHours(1) }, entry => entry),
    };

    public static TheoryData<string> NamesOfPasses => [.. Passes.Keys];

    [Theory]
    [MemberData(nameof(NamesOfPasses))]
    public void Others_pass_rightly_when(string pass)
    {
        Crowd();
        _house.Waits(Robin);
        _house.ChangeEntry(Robin, Passes[pass].Waiting);
        Look();

        Serves(10, Passes[pass].Served);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Others_pass_what_an_agent_thinks_about()
    {
        Crowd();
        _house.Waits(Robin);
        _house.Knows(Some.Blake, Robin, SlotState.Offered);
        Look();

        Serves(10);
        Assert.Empty(After(10));
        _house.LetsGo(Some.Blake, Robin);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Whoever_has_come_back_meanwhile_has_not_been_passed()
    {
        Crowd();
        _house.Waits(Robin);
        Look();
        Serves(6);
        Assert.Empty(After(50));

        _house.ChangeEntry(Robin, entry => entry with { Seq = entry.Seq + 3 });

        Assert.Empty(After(300));
    }

    [Fact]
    public void Nobody_was_passed_before_they_came()
    {
        Crowd();
        Look();

        _house.Waits(Robin);
        Serves(10);

        Assert.Empty(After(300));
    }

    /// <summary>People come, give way, are handed over, come back and go; agents come and go; whoever is free is given the first they can take.</summary>
    [Fact]
    public void Nothing_is_found_in_an_office_that_keeps_its_promises() => Property.Holds(tape =>
    {
        var (house, check) = (new House(), new SweepCheck());
        house.Works(Some.Alex, 2, Some.Queue, Some.OtherQueue);
        house.Works(Some.Blake, 1, Some.Queue);
        house.Works("staff-casey", 3, Some.OtherQueue);
        house.ChangeMember("staff-casey", member => member with { Skills = [Permits] });
        foreach (var queue in (string[])[Some.Queue, Some.OtherQueue])
            house.ChangeQueue(one => one with { AnybodyAfterSeconds = null }, queue);

        for (var number = 1; !tape.IsOver; number++)
        {
            house.At = house.At.AddSeconds(1 + tape.Next(20));
            Office.Happens(house, tape, number);
            Office.Serves(house);
            Assert.Empty(check.Look(house.Seen));
        }
    });

    [Fact]
    public void An_office_that_forgets_somebody_is_found_out()
    {
        _house.Works(Some.Alex);
        _house.Works(Some.Blake, capacity: 1);
        _house.Waits(Robin);

        for (var number = 1; number <= 3; number++)
        {
            _house.Waits($"demo/{number}", secondsAfter: number);
            Office.Serves(_house, forgets: Robin);
            After(10);
        }

        Assert.Equal(new SweepFinding(SweepKind.IdleAgent, Some.Queue, Robin, Some.Blake, Some.Moment.AddSeconds(10)), Assert.Single(After(60)));
    }

    private static void Full(House house, SlotState state)
    {
        house.ChangeMember(Some.Alex, member => member with { Capacity = 1 });
        house.Waits("demo/kim", secondsAfter: -1);
        if (state != SlotState.Offered)
            house.ChangeEntry("demo/kim", entry => entry with { IsHeld = true });
        house.Knows(Some.Alex, "demo/kim", state);
    }

    private static void Asks(House house, Triage triage)
    {
        house.ChangeQueue(queue => queue with { Languages = ["vi"], AnybodyAfterSeconds = null });
        house.ChangeEntry(Robin, entry => entry with { Triage = triage });
    }

    /// <summary>Robin with Alex, and Blake who takes nobody new.</summary>
    private void Talks()
    {
        _house.Works(Some.Alex);
        Crowd();
        _house.Waits(Robin);
        _house.Gives(Robin, Some.Alex);
    }

    /// <summary>Somebody who has many, and takes nobody new.</summary>
    private void Crowd()
    {
        _house.Works(Some.Blake, capacity: 50);
        _house.ChangeAgent(Some.Blake, agent => agent with { Presence = Presence.Busy });
    }

    /// <summary>Alex has it, and so says the queue.</summary>
    private void Has(string conversation)
    {
        _house.Waits(conversation, secondsAfter: -100);
        _house.Gives(conversation, Some.Alex);
    }

    /// <summary>So many who came later than anybody are with Blake.</summary>
    private void Serves(int howMany, Func<LineEntry, LineEntry>? with = null)
    {
        for (var number = 0; number < howMany; number++)
        {
            var entry = new LineEntry($"demo/later-{++_served}", Some.Moment.AddSeconds(100 + _served).UtcTicks, 4, IsHeld: true);
            _house.Registers(with is null ? entry : with(entry));
            _house.Knows(Some.Blake, entry.Conversation);
        }
    }

    private ImmutableArray<SweepFinding> Look() => _rounds.Look();

    private ImmutableArray<SweepFinding> After(int seconds) => _rounds.After(seconds);
}
