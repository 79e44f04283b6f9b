using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>When an agent is found idle while somebody waits, and when they are not. It looks every ten seconds.</summary>
public sealed class IdleAgentTests : SweptHouse
{
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
}
