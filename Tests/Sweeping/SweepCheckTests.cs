using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>Who is in two places, nowhere or beyond capacity, after how long it is found, and what is none. It looks every ten seconds.</summary>
public sealed class SweepCheckTests : SweptHouse
{
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
    public void What_a_supervisor_gave_beyond_the_limit_is_none_and_what_comes_on_top_of_it_is()
    {
        _house.Works(Some.Alex, capacity: 1);
        Look();
        Has("demo/kim");
        Has(Robin);
        _house.ChangeAgent(Some.Alex, agent => agent with { Slots = agent.Slots.SetItem(1, agent.Slots[1] with { BeyondLimitBy = "Kim" }) });
        Assert.Empty(After(300));

        Has("demo/lee");

        Assert.Equal(SweepKind.OverCapacity, Assert.Single(Look()).Kind);
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

    /// <summary>Robin with Alex, and Blake who takes nobody new.</summary>
    private void Talks()
    {
        _house.Works(Some.Alex);
        Crowd();
        _house.Waits(Robin);
        _house.Gives(Robin, Some.Alex);
    }

    /// <summary>Alex has it, and so says the queue.</summary>
    private void Has(string conversation)
    {
        _house.Waits(conversation, secondsAfter: -100);
        _house.Gives(conversation, Some.Alex);
    }
}
