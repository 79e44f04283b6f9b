using Muster.Agents;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

public sealed class DeskTests : OneDesk
{
    [Fact]
    public void Nobody_waits_or_nobody_is_free()
    {
        Assert.Null(_desk.Next(Now));
        _line.Join(Some.Join("demo/a"));
        Assert.Null(_desk.Next(Now));
        _desk.Hear(Some.Availability(Some.Alex, free: 0));
        Assert.Null(_desk.Next(Now));
    }

    [Fact]
    public void The_oldest_goes_to_the_agent_with_the_least_in_use()
    {
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 1, inUse: 2));
        _desk.Hear(Some.Availability(Some.Blake, free: 1, inUse: 1));

        Assert.Equal(("demo/a", Some.Blake), Next());
        Land("demo/a", Some.Blake);
        _desk.Hear(Some.Availability(Some.Blake, free: 0, version: 2));
        Assert.Equal(("demo/b", Some.Alex), Next());
    }

    [Theory]
    [InlineData(0, null, Some.Alex)]
    [InlineData(1, 1, Some.Alex)] // as many of this queue's as it allows
    [InlineData(0, null, null, Presence.Away)]
    [InlineData(0, null, null, Presence.Available, -1)]
    public void What_a_supervisor_gave_beyond_the_limit_goes_to_that_agent_while_they_are_there(
        int free, int? mostOfQueue, string? to, Presence presence = Presence.Available, int seconds = 60)
    {
        _desk.Settings = _desk.Settings with { CapacityPerAgent = mostOfQueue };
        Wait("demo/a");
        _line.Join(Some.Join("demo/b", 1, staffId: Some.Alex, until: Now.AddSeconds(seconds)) with { BeyondLimitBy = "Kim" });
        _desk.Hear(Some.Availability(Some.Alex, free, inUse: 1) with { Presence = presence, Uses = [new QueueUse(Some.QueueKey, 1)] });

        Assert.Equal(to is null ? null : ("demo/b", to), Next());
        Assert.Null(Next());
    }

    [Fact]
    public void Among_equals_the_longest_idle_is_next()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1, idleSince: Some.Moment.AddSeconds(2)));
        _desk.Hear(Some.Availability(Some.Blake, free: 1, idleSince: Some.Moment.AddSeconds(1)));

        Assert.Equal(("demo/a", Some.Blake), Next());
    }

    [Fact]
    public void An_agent_is_given_one_at_a_time()
    {
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 5));
        Next();

        Assert.Null(Next());
        _desk.Given("demo/a", Some.Alex);
        _line.Hold("demo/a", 4);
        Assert.Equal(("demo/b", Some.Alex), Next());
    }

    [Fact]
    public void Older_word_of_an_agent_changes_nothing()
    {
        _desk.Hear(Some.Availability(Some.Alex, free: 0, version: 7));

        Assert.False(_desk.Hear(Some.Availability(Some.Alex, free: 3, version: 7)));
        Assert.False(_desk.Hear(Some.Availability(Some.Alex, free: 3, version: 6)));
        Assert.True(_desk.Hear(Some.Availability(Some.Alex, free: 3, version: 8)));
    }

    [Fact]
    public void What_is_handed_to_one_agent_waits_for_them_and_holds_nobody_up()
    {
        _line.Join(Some.Join("demo/a", seq: 3, staffId: Some.Blake, until: Now));
        Wait("demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));

        var next = _desk.Next(Now.AddTicks(-1));

        Assert.Equal("demo/b", next?.Entry.Conversation);
    }

    [Fact]
    public void After_its_time_what_was_handed_to_one_agent_is_anybodys()
    {
        _line.Join(Some.Join("demo/a", seq: 3, staffId: Some.Blake, until: Now));
        _desk.Hear(Some.Availability(Some.Alex, free: 1));

        Assert.Equal(("demo/a", Some.Alex), Next());
    }

    [Fact]
    public void What_was_offered_is_offered_to_nobody_else_until_its_time_is_up()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        _desk.Offer("demo/a", Some.Alex, until: Now);

        Assert.Null(_desk.Next(Now.AddTicks(-1)));
        Assert.NotNull(_desk.Next(Now));
    }

    [Fact]
    public void Declined_it_keeps_its_age_and_goes_to_others_first()
    {
        Wait("demo/a", "demo/b");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.Offer("demo/a", Some.Alex, until: Now.AddSeconds(30));
        _desk.OfferEnded("demo/a", Some.Alex, othersFirstUntil: Now.AddSeconds(60));

        Assert.Equal(("demo/b", Some.Alex), Next());
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        Assert.Equal(("demo/a", Some.Blake), Next());
    }

    [Fact]
    public void Whoever_did_not_reply_is_passed_over_for_a_while()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.PassOver("demo/a", Some.Alex, until: Now.AddSeconds(60));

        Assert.Null(_desk.Next(Now.AddSeconds(59)));
        _desk.Hear(Some.Availability(Some.Blake, free: 1));
        Assert.Equal(("demo/a", Some.Blake), Next());
    }

    [Fact]
    public void Declined_by_the_only_agent_it_is_offered_again_after_a_while()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.OfferEnded("demo/a", Some.Alex, othersFirstUntil: Now.AddSeconds(60));

        Assert.Null(_desk.Next(Now.AddSeconds(59)));
        Assert.NotNull(_desk.Next(Now.AddSeconds(60)));
    }

    [Fact]
    public void What_came_to_nothing_is_left_alone_for_a_moment()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));
        _desk.LeaveAlone("demo/a", Now.AddSeconds(1));

        Assert.Null(_desk.Next(Now));
        Assert.NotNull(_desk.Next(Now.AddSeconds(1)));
    }

    [Fact]
    public void Agents_who_no_longer_serve_the_queue_are_given_nothing()
    {
        Wait("demo/a");
        _desk.Hear(Some.Availability(Some.Alex, free: 1));

        _desk.Keep(new HashSet<string> { Some.Blake }, []);

        Assert.Null(Next());
    }

    [Fact]
    public void Nobody_is_passed_by_a_younger_one_an_agent_could_have_had_instead() => Property.Holds(tape =>
    {
        var (line, now) = (new Line(), Now);
        var desk = new Desk(line, Some.QueueKey);
        var capacity = new Dictionary<string, int>();
        var passedOver = new Dictionary<(string, string), DateTimeOffset>();
        long version = 0;

        for (var number = 0; !tape.IsOver; number++)
        {
            now = now.AddSeconds(tape.Next(20));
            desk.Tidy(now);
            var agent = $"agent-{tape.Next(4)}";
            switch (tape.Next(4))
            {
                case 0:
                    line.Join(new JoinLine($"demo/{number}", Some.Moment.AddSeconds(-tape.Next(100)), 3, tape.Chance(4) ? agent : null, now.AddSeconds(tape.Next(60))));
                    break;
                case 1:
                    capacity[agent] = tape.Next(4);
                    desk.Hear(Some.Availability(agent, capacity[agent], version: ++version));
                    break;
                case 2 when line.InOrder.FirstOrDefault() is { } oldest:
                    passedOver[(oldest.Conversation, agent)] = now.AddSeconds(tape.Next(60));
                    desk.OfferEnded(oldest.Conversation, agent, passedOver[(oldest.Conversation, agent)]);
                    break;
                default:
                    if (desk.Next(now) is not var (entry, to))
                        break;

                    Assert.True(capacity[to] > 0);
                    Assert.True(entry.For is null || entry.For == to || now >= entry.ForUntil);
                    Assert.DoesNotContain(
                        line.InOrder.TakeWhile(other => other != entry),
                        other => (other.For is null || other.For == to || now >= other.ForUntil)
                            && now >= passedOver.GetValueOrDefault((other.Conversation, to)));
                    desk.Given(entry.Conversation, to);
                    if (tape.Chance(3))
                        break;
                    line.Hold(entry.Conversation, 4);
                    capacity[to]--;
                    desk.Hear(Some.Availability(to, capacity[to], version: ++version));
                    break;
            }
        }

        while (desk.Next(now.AddDays(1)) is var (entry, to))
        {
            desk.Given(entry.Conversation, to);
            line.Hold(entry.Conversation, 4);
            desk.Hear(Some.Availability(to, --capacity[to], version: ++version));
        }

        Assert.True(line.Waiting == 0 || capacity.Values.All(free => free <= 0));
    });
}
