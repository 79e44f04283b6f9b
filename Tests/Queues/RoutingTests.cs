using Muster.Agencies;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Skills, languages, urgency and the choice among agents (S10, S34, N12).</summary>
public sealed class RoutingTests
{
    private static readonly DateTimeOffset Now = Some.Moment.AddMinutes(10);
    private static readonly SkillLevel Permits = new("permits", 3);

    private readonly Line _line = new();
    private readonly Desk _desk;

    public RoutingTests() => _desk = new Desk(_line, Some.QueueKey) { Settings = Ordinary };

    private static QueueSettings Ordinary => new(Some.Queue, "General") { AnybodyAfterSeconds = null };

    [Fact]
    public void What_asks_for_a_skill_waits_for_an_agent_who_has_it_and_holds_nobody_up()
    {
        Wait("demo/a", new Triage(null, TimeSpan.Zero, [Permits], null));
        Wait("demo/b");
        Free(Some.Alex, skills: [new("permits", 2)]);

        Assert.Equal(("demo/b", Some.Alex), Given());
        Free(Some.Blake, skills: [Permits]);
        Assert.Equal(("demo/a", Some.Blake), Given());
    }

    [Fact]
    public void After_its_time_anybody_will_do()
    {
        _desk.Settings = Ordinary with { Skills = [Permits], AnybodyAfterSeconds = 60 };
        Wait("demo/a");
        Free(Some.Alex);

        Assert.Null(_desk.Next(Some.Moment.AddSeconds(59)));
        var pick = _desk.Next(Some.Moment.AddSeconds(60));

        Assert.Equal(Some.Alex, pick?.Agent);
        Assert.Empty(pick!.Reason.Skills);
    }

    [Fact]
    public void Whoever_was_handed_to_experts_waits_for_them_from_then_on()
    {
        _desk.Settings = Ordinary with { AnybodyAfterSeconds = 60 };
        Wait("demo/a", new Triage(null, TimeSpan.Zero, [Permits], null) { AskedAt = Some.Moment.AddMinutes(30) });
        Free(Some.Alex);

        Assert.Null(_desk.Next(Some.Moment.AddMinutes(30).AddSeconds(59)));
        Assert.Equal(Some.Alex, _desk.Next(Some.Moment.AddMinutes(30).AddSeconds(60))?.Agent);
    }

    [Fact]
    public void A_group_stands_as_those_of_its_experts_do_who_could_take_something()
    {
        var group = new ExpertGroup("permits", "The permits crew", Some.Queue, [Permits]);
        _desk.Settings = Ordinary with { CapacityPerAgent = 2 };
        _desk.Hear(Some.Availability(Some.Alex, free: 3) with { Skills = [new("permits", 2)] });
        _desk.Hear(Some.Availability(Some.Blake, free: 3) with { Skills = [Permits] });
        _desk.Hear(Some.Availability("staff-kim", free: 0, inUse: 5) with { Skills = [Permits] });
        _desk.Hear(Some.Availability("staff-lee", free: 0) with { Skills = [Permits], Presence = Muster.Agents.Presence.Away });

        Assert.Equal(new GroupBoard("permits", Available: 2, FreePlaces: 2), _desk.Board(group));
        Assert.Equal(4, _desk.FreePlaces);
    }

    [Fact]
    public void Whom_a_colleague_hands_it_to_need_not_have_the_skill()
    {
        _desk.Settings = Ordinary with { Skills = [Permits] };
        _line.Join(Some.Join("demo/a", staffId: Some.Alex, until: Now.AddSeconds(1)));
        Free(Some.Alex);

        Assert.Equal(("demo/a", Some.Alex), Given());
    }

    [Fact]
    public void Whoever_uses_a_language_of_the_queue_gets_somebody_who_speaks_it()
    {
        _desk.Settings = Ordinary with { Languages = ["vi"] };
        Wait("demo/a", new Triage(null, TimeSpan.Zero, [], "vi"));
        Wait("demo/b", new Triage(null, TimeSpan.Zero, [], "ko"));
        Free(Some.Alex);

        Assert.Equal(("demo/b", Some.Alex), Given());
        Free(Some.Blake, skills: [new("lang-vi")]);
        Assert.Equal(("demo/a", Some.Blake), Given());
    }

    [Fact]
    public void Nobody_holds_more_of_a_queue_than_it_allows()
    {
        _desk.Settings = Ordinary with { CapacityPerAgent = 2 };
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 3, inUse: 2) with { Uses = [new(Some.QueueKey, 2)] });
        Assert.Null(Given());

        _desk.Hear(Some.Availability(Some.Blake, free: 1, inUse: 4) with { Uses = [new("demo/other", 3), new(Some.QueueKey, 1)] });

        Assert.Equal(("demo/a", Some.Blake), Given());
    }

    [Theory]
    [InlineData(AgentChoice.LeastLoaded, Some.Alex)]
    [InlineData(AgentChoice.LongestIdle, Some.Blake)]
    [InlineData(AgentChoice.MostSkilled, Some.Blake)]
    public void The_queue_says_who_of_those_who_could_gets_it(AgentChoice choice, string chosen)
    {
        _desk.Settings = Ordinary with { Choice = choice, Skills = [new("permits", 1)] };
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1, inUse: 0, idleSince: Some.Moment.AddSeconds(9)) with { Skills = [new("permits", 2)] });
        _desk.Hear(Some.Availability(Some.Blake, free: 1, inUse: 1, idleSince: Some.Moment) with { Skills = [new("permits", 4)] });

        Assert.Equal(("demo/a", chosen), Given());
    }

    [Fact]
    public void The_urgent_pass_those_who_started_no_longer_before_them_than_their_head_start()
    {
        var urgent = new Triage("urgent", TimeSpan.FromSeconds(60), [], null);
        _line.Join(Some.Join("demo/long-before", secondsAfter: 0));
        _line.Join(Some.Join("demo/just-before", secondsAfter: 1));
        _line.Join(Some.Join("demo/first-urgent", secondsAfter: 60) with { Triage = urgent });
        _line.Join(Some.Join("demo/second-urgent", secondsAfter: 61) with { Triage = urgent });

        Assert.Equal(["demo/long-before", "demo/first-urgent", "demo/just-before", "demo/second-urgent"], _line.InOrder.Select(entry => entry.Conversation));
        Assert.Equal(Some.Moment, _line.OldestSince);
    }

    [Fact]
    public void A_reason_names_who_stood_before_and_why_not_the_others()
    {
        _desk.Settings = Ordinary with { Skills = [new("permits", 1)] };
        Wait("demo/a", new Triage(null, TimeSpan.Zero, [new("pumps")], null));
        _line.Join(Some.Join("demo/b", secondsAfter: 1, staffId: Some.Alex, until: Now.AddSeconds(1)));
        Wait("demo/c");
        _desk.Hear(Some.Availability(Some.Alex, free: 0, inUse: 3));
        Free(Some.Blake, skills: [Permits]);
        Free("agent-9");

        var reason = _desk.Next(Now)!.Reason;

        Assert.Equal([new PassedBy("for-one-agent", 1), new PassedBy("needs-skill", 1)], reason.Before);
        Assert.Equal([(Some.Blake, null), (Some.Alex, "full"), ("agent-9", "needs-skill")], reason.Candidates.Select(one => (one.StaffId, one.Why)).OrderBy(one => one.Why, StringComparer.Ordinal));
        Assert.Equal((3, Some.Queue, AgentChoice.LeastLoaded, 0), (reason.Waiting, reason.Queue, reason.Choice, reason.OtherCandidates));
    }

    [Fact]
    public void A_reason_names_no_more_agents_than_anybody_reads()
    {
        Wait("demo/a");
        for (var agent = 0; agent < 30; agent++)
            Free($"agent-{agent:00}");

        var reason = _desk.Next(Now)!.Reason;

        Assert.Equal((20, 10), (reason.Candidates.Length, reason.OtherCandidates));
        Assert.Equal("agent-00", reason.Candidates[0].StaffId);
    }

    /// <summary>The checker shares nothing with the desk: it looks at everybody who waits and everybody who is free, and knows the settings.</summary>
    [Fact]
    public void Whatever_is_given_is_the_first_that_anybody_free_could_take_and_nobody_idle_is_left_with_one_they_could() => Property.Holds(tape =>
    {
        string[] skills = ["permits", "pumps"];
        var settings = Ordinary with
        {
            Skills = tape.Chance(3) ? [new("permits", 1 + tape.Next(2))] : [],
            Languages = tape.Chance(2) ? ["vi"] : [],
            AnybodyAfterSeconds = tape.Chance(2) ? 30 + tape.Next(60) : null,
            CapacityPerAgent = tape.Chance(3) ? 1 + tape.Next(2) : null,
            Choice = (AgentChoice)tape.Next(3),
        };
        var (line, now, version) = (new Line(), Now, 0L);
        var desk = new Desk(line, Some.QueueKey) { Settings = settings };
        var agents = new Dictionary<string, AgentAvailability>();
        var waiting = new Dictionary<string, (DateTimeOffset Started, Triage? Triage)>();

        for (var number = 0; !tape.IsOver; number++)
        {
            now = now.AddSeconds(tape.Next(20)).AddMilliseconds(1); // two of one instant are a tick apart in the line, which is another matter
            switch (tape.Next(3))
            {
                case 0:
                    var triage = tape.Chance(2)
                        ? new Triage(null, TimeSpan.FromSeconds(tape.Next(3) * 40), tape.Chance(3) ? [new(skills[tape.Next(2)], 1 + tape.Next(3))] : [], tape.Chance(3) ? "vi" : null)
                        : null;
                    waiting[$"demo/{number}"] = (now, triage);
                    line.Join(new JoinLine($"demo/{number}", now, 3) { Triage = triage });
                    break;
                case 1:
                    var agent = $"agent-{tape.Next(4)}";
                    var use = tape.Next(3);
                    agents[agent] = Some.Availability(agent, free: tape.Next(3), inUse: use, idleSince: now, version: ++version) with
                    {
                        Skills = [.. skills.Append("lang-vi").Where(_ => tape.Chance(2)).Select(skill => new SkillLevel(skill, 1 + tape.Next(4)))],
                        Uses = use == 0 ? [] : [new(Some.QueueKey, use)],
                    };
                    desk.Hear(agents[agent]);
                    break;
                default:
                    Assert.Equal(Expected(settings, waiting, agents.Values, now), desk.Next(now) is var (entry, to) ? Taken(entry, to) : null);
                    break;
            }
        }

        (string, string) Taken(LineEntry entry, string to)
        {
            desk.Given(entry.Conversation, to);
            line.Hold(entry.Conversation, 4);
            waiting.Remove(entry.Conversation);
            return (entry.Conversation, to);
        }
    });

    private static (string, string)? Expected(
        QueueSettings settings, Dictionary<string, (DateTimeOffset Started, Triage? Triage)> waiting, IEnumerable<AgentAvailability> agents, DateTimeOffset now)
    {
        var byDueDate = waiting
            .OrderBy(one => one.Value.Started - (one.Value.Triage?.HeadStart ?? TimeSpan.Zero))
            .ThenBy(one => int.Parse(one.Key["demo/".Length..], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (conversation, (started, triage)) in byDueDate)
        {
            var asked = new Dictionary<string, int>();
            if (settings.AnybodyAfterSeconds is not { } patience || (now - started).TotalSeconds < patience)
            {
                foreach (var skill in settings.Skills.Concat(triage?.Skills ?? []))
                    asked[skill.Skill] = Math.Max(skill.Level, asked.GetValueOrDefault(skill.Skill));
                if (triage?.Language is { } language && settings.Languages.Contains(language))
                    asked["lang-" + language] = 1;
            }

            int Level(AgentAvailability agent, string skill) => agent.Skills.Where(one => one.Skill == skill).Select(one => one.Level).DefaultIfEmpty(0).Max();
            var able = agents.Where(agent => agent.Free > 0
                && asked.All(skill => Level(agent, skill.Key) >= skill.Value)
                && !(agent.Uses.Where(use => use.Queue == Some.QueueKey).Sum(use => use.InUse) >= settings.CapacityPerAgent));
            var ranked = settings.Choice switch
            {
                AgentChoice.LongestIdle => able.OrderBy(agent => agent.IdleSince).ThenBy(agent => agent.InUse),
                AgentChoice.MostSkilled => able.OrderByDescending(agent => asked.Keys.Sum(skill => Level(agent, skill))).ThenBy(agent => agent.InUse).ThenBy(agent => agent.IdleSince),
                _ => able.OrderBy(agent => agent.InUse).ThenBy(agent => agent.IdleSince),
            };
            if (ranked.ThenBy(agent => agent.StaffId, StringComparer.Ordinal).FirstOrDefault() is { } best)
                return (conversation, best.StaffId);
        }

        return null;
    }

    private void Wait(string conversation, Triage? triage = null) =>
        _line.Join(Some.Join(conversation, secondsAfter: _line.Waiting) with { Triage = triage });

    private void Free(string agent, params SkillLevel[] skills) => _desk.Hear(Some.Availability(agent, free: 1) with { Skills = [.. skills] });

    private (string, string)? Given()
    {
        if (_desk.Next(Now) is not var (entry, agent))
            return null;

        _desk.Given(entry.Conversation, agent);
        _line.Hold(entry.Conversation, 4);
        return (entry.Conversation, agent);
    }
}
