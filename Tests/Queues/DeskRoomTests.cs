using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>What is on its way to an agent may not arrive: the places that are kept for it meanwhile, and those that are not.</summary>
public sealed class DeskRoomTests : OneDesk
{
    [Fact]
    public void The_last_place_is_kept_for_an_older_one_that_is_on_its_way_to_somebody_who_may_be_full()
    {
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        var (first, to) = Next()!.Value;
        Assert.Equal("demo/a", first);
        Assert.Null(Next());

        // Another queue was quicker.
        _desk.Given("demo/a", to);
        _desk.Hear(Some.Availability(to, free: 0, version: 9));

        Assert.Equal(("demo/a", to == Some.Alex ? Some.Blake : Some.Alex), Next());
    }

    [Fact]
    public void Places_that_a_queue_may_not_use_are_no_room()
    {
        _desk.Settings = _desk.Settings with { CapacityPerAgent = 1 };
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 3));
        _desk.Hear(Some.Availability(Some.Blake, free: 3));
        Next();

        Assert.Null(Next());
    }

    [Fact]
    public void Who_could_not_take_what_is_on_its_way_is_kept_for_nothing()
    {
        _line.Join(Some.Join("demo/a") with { Triage = new Triage(null, TimeSpan.Zero, [new("permits")], null) });
        Wait("demo/b");
        foreach (var agent in (string[])[Some.Alex, Some.Blake])
            _desk.Hear(Some.Availability(agent, free: 1) with { Skills = [new("permits")] });
        _desk.Hear(Some.Availability("casey", free: 1, inUse: 3));

        Assert.Equal("demo/a", Next()?.Item1);
        Assert.Equal(("demo/b", "casey"), Next());
    }

    [Fact]
    public void What_hangs_on_its_way_holds_nobody_up_for_long()
    {
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        Next();

        Assert.Null(_desk.Next(Now.AddSeconds(0.9)));
        Assert.Equal("demo/b", _desk.Next(Now.AddSeconds(1))?.Entry.Conversation);
    }

    [Fact]
    public void With_a_place_to_spare_nobody_waits_for_what_is_on_its_way()
    {
        Wait("demo/a", "demo/b");
        foreach (var agent in (string[])[Some.Alex, Some.Blake, "casey"])
            _desk.Hear(Some.Availability(agent, free: 1));

        Assert.Equal(("demo/a", "demo/b"), (Next()?.Item1, Next()?.Item1));
    }

    /// <summary>Somebody else takes the place of one that is on its way: it is served before anybody who came later all the same.</summary>
    [Fact]
    public void Whom_another_queue_was_quicker_than_is_served_before_those_who_came_later() => Property.Holds(tape =>
    {
        var (line, version, given) = (new Line(), 100L, new List<string>());
        var desk = new Desk(line, Some.QueueKey);
        var capacity = Enumerable.Range(0, 2 + tape.Next(4)).ToDictionary(agent => $"agent-{agent}", _ => 1 + tape.Next(2));
        foreach (var (agent, free) in capacity)
            desk.Hear(Some.Availability(agent, free));
        var waiting = capacity.Values.Sum(); // a place for each, but one will be taken by another queue
        for (var number = 0; number < waiting; number++)
            line.Join(Some.Join($"demo/{number:00}", secondsAfter: number));
        var (onTheirWay, isTaken) = (new List<(string Conversation, string Agent)>(), false);

        while (true)
        {
            if (!(onTheirWay.Count > 0 && tape.Chance(2)) && desk.Next(Now) is var (entry, to))
            {
                onTheirWay.Add((entry.Conversation, to));
                continue;
            }

            if (onTheirWay.Count == 0)
                break;
            var landing = onTheirWay[tape.Next(onTheirWay.Count)];
            onTheirWay.Remove(landing);
            desk.Given(landing.Conversation, landing.Agent);
            desk.Hear(Some.Availability(landing.Agent, --capacity[landing.Agent], version: ++version));
            if (!isTaken && tape.Chance(2))
            {
                isTaken = true; // the place is gone, and the conversation waits on
                continue;
            }

            line.Hold(landing.Conversation, 4);
            given.Add(landing.Conversation);
        }

        Assert.Equal(Enumerable.Range(0, isTaken ? waiting - 1 : waiting).Select(number => $"demo/{number:00}"), given.Order());
    });

    /// <summary>However many of their places other queues take, and whenever: what has a place has it, and only then is somebody younger given what it might have needed.</summary>
    [Fact]
    public void Who_serves_other_queues_too_keeps_no_place_for_anybody() => Property.Holds(tape =>
    {
        var (line, version) = (new Line(), 100L);
        var desk = new Desk(line, Some.QueueKey);
        var free = Enumerable.Range(0, 2 + tape.Next(4)).ToDictionary(agent => $"agent-{agent}", _ => 1 + tape.Next(2));
        foreach (var agent in free.Keys)
            Say(agent, "");
        var waiting = free.Values.Sum();
        for (var number = 0; number < waiting; number++)
            line.Join(Some.Join($"demo/{number:00}", secondsAfter: number));
        var (onTheirWay, landing, given) = (new List<(string Conversation, string Agent)>(), new List<(string Conversation, string Agent)>(), new List<string>());

        while (true)
        {
            if (!tape.Chance(4) && desk.Next(Now) is var (entry, to))
                onTheirWay.Add((entry.Conversation, to));
            else if (landing.Count > 0 && (onTheirWay.Count == 0 || tape.Chance(2)))
                Land(Take(landing));
            else if (onTheirWay.Count > 0)
                Arrive(Take(onTheirWay));
            else if (desk.Next(Now) is var (last, there))
                onTheirWay.Add((last.Conversation, there));
            else
                break;
        }

        Assert.Equal(Enumerable.Range(0, given.Count).Select(number => $"demo/{number:00}"), given.Order());

        (string Conversation, string Agent) Take(List<(string Conversation, string Agent)> from)
        {
            var one = from[tape.Next(from.Count)];
            from.Remove(one);
            return one;
        }

        void Arrive((string Conversation, string Agent) one)
        {
            if (free[one.Agent] > 0 && tape.Chance(3))
                free[one.Agent]--; // another queue was quicker
            if (free[one.Agent] == 0)
            {
                Say(one.Agent, "");
                desk.Given(one.Conversation, one.Agent);
                return;
            }

            free[one.Agent]--;
            landing.Add(one);
            if (tape.Chance(2))
                Say(one.Agent, one.Conversation);
        }

        void Land((string Conversation, string Agent) one)
        {
            given.Add(one.Conversation);
            Say(one.Agent, "");
            line.Hold(one.Conversation, 4);
            desk.Given(one.Conversation, one.Agent);
        }

        void Say(string agent, string reserved) =>
            desk.Hear(Some.Availability(agent, free[agent], version: ++version) with { ServesOthers = true, Reserved = reserved == "" ? [] : [reserved] });
    });

    [Fact]
    public void Nobody_younger_waits_for_what_has_its_place()
    {
        Wait("demo/a", "demo/b");
        foreach (var agent in (string[])[Some.Alex, Some.Blake])
            _desk.Hear(Some.Availability(agent, free: 1) with { ServesOthers = true });
        Assert.Equal(("demo/a", Some.Alex), Next());
        Assert.Null(Next());

        _desk.Hear(Some.Availability(Some.Blake, free: 1, version: 2) with { ServesOthers = true, Reserved = ["demo/a"] }); // an earlier giving that came to nothing
        Assert.Null(Next());

        _desk.Hear(Some.Availability(Some.Alex, free: 0, version: 2) with { ServesOthers = true, Reserved = ["demo/a"] });
        Assert.Equal(("demo/b", Some.Blake), Next());
    }
}
