#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Citizens who do not wait at their screens: they are called in their turn, or answered later (S35, S60, W15).</summary>
public sealed class ContactTests
{
    private static readonly ContactRequest CallBack = new(ContactChannel.Phone, "07 3000 0000", IsCallBack: true);
    private static readonly ContactRequest Message = new(ContactChannel.Email, "robin@example.org", IsCallBack: false);

    private static readonly Caller Kim = Caller.Staff(Role.Supervisor, Some.Agency, "staff-kim", [Some.Queue]);

    /// <summary>Not on the day of the tests.</summary>
    private static readonly ImmutableArray<OpenHours> OnWednesdays = [new OpenHours(DayOfWeek.Wednesday, new TimeOnly(9, 0), new TimeOnly(10, 0))];

    [Fact]
    public async Task Whoever_asks_to_be_called_is_served_in_the_order_they_came()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin, kim);

        var asked = await robin.Grain.AskForContact(robin.Caller, CallBack);
        await alex.Is(Presence.Available);

        await alex.Holds(robin.Key);
        Assert.True(asked.IsDone);
        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_message_is_passed_by_whoever_came_later_to_their_screen_and_answered_when_nobody_waits()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin, kim);

        await robin.Grain.AskForContact(robin.Caller, Message);
        await alex.Is(Presence.Available);
        await alex.Holds(kim.Key);
        var meanwhile = await robin.Grain.WhoHolds(0);
        await alex.Closes(kim.Key);

        await alex.Holds(robin.Key);
        Assert.Equal(ConversationStatus.Waiting, meanwhile.Status);
    }

    [Fact]
    public async Task One_that_is_not_wanted_before_a_time_is_nobodys_until_then_and_then_stands_where_its_age_puts_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin);
        await robin.Grain.AskForContact(robin.Caller, CallBack with { NotBefore = cluster.Clock.GetUtcNow().AddSeconds(20) });

        await alex.Is(Presence.Available);
        await cluster.Watched(seconds: 18, alex);
        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal((0, 1, 0), await Board(cluster));
        await alex.Is(Presence.Busy);
        await Come(cluster, kim);
        await cluster.Watched(seconds: 3, alex);
        Assert.Equal((2, 0, 0), await Board(cluster));
        await alex.Is(Presence.Available);

        await alex.Holds(robin.Key);
        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_queue_that_is_read_again_knows_who_is_not_wanted_yet()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await Come(cluster, robin);
        await robin.Grain.AskForContact(robin.Caller, CallBack with { NotBefore = cluster.Clock.GetUtcNow().AddSeconds(20) });

        await ReadAgain(cluster);
        await alex.Is(Presence.Available);
        await cluster.Watched(seconds: 18, alex);

        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal((0, 1, 0), await Board(cluster));
        await cluster.Watched(seconds: 4, alex);
        await alex.Holds(robin.Key);
    }

    [Fact]
    public async Task Whoever_was_not_reached_goes_back_to_the_line_and_is_nobodys_until_the_time_for_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);
        var again = cluster.Clock.GetUtcNow().AddSeconds(70);

        var tried = await robin.Grain.RecordContact(alex.Caller, new RecordContact(ContactOutcome.NotReached, again, "Nobody picked up."));

        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal((ConversationStatus.Waiting, null, again), ((await robin.Grain.WhoHolds(0)).Status, (await robin.Grain.WhoHolds(0)).StaffId, (await robin.Grain.WhoHolds(0)).NotBefore));
        Assert.Equal((0, 1, 0), await Board(cluster));
        await cluster.Watched(seconds: 68, alex);
        Assert.Empty((await alex.Looks()).Slots);
        await cluster.Watched(seconds: 4, alex);
        await alex.Until("holds it again", view => view.Slots.Any(slot => slot.Conversation == robin.Key && slot.JoinedSeq > tried.Value!.Seq));
    }

    [Fact]
    public async Task The_same_try_sent_again_is_one_try_though_its_sender_holds_it_no_longer()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);
        var command = new RecordContact(ContactOutcome.NotReached, cluster.Clock.GetUtcNow().AddHours(1), "Nobody picked up.") { MessageId = "t-1" };

        var first = await robin.Grain.RecordContact(alex.Caller, command);
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        var again = await robin.Grain.RecordContact(alex.Caller, command);

        Assert.True(first.IsDone);
        Assert.Equal(first, again);
        Assert.Equal(facts, cluster.Journal.FactsOf(robin.Key).Count);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.RecordContact(alex.Caller, command with { MessageId = "t-2" })).Refusal);
    }

    [Theory]
    [InlineData(0)] // lost
    [InlineData(1)] // stored, and reported as lost
    public async Task A_try_of_unknown_outcome_is_done_once_when_it_is_sent_again(int fault)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);
        var command = new RecordContact(ContactOutcome.Reached, null, null) { MessageId = "t-1" };

        cluster.Journal.FailNext((MemoryJournal.Fault)fault);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Grain.RecordContact(alex.Caller, command));
        var again = await robin.Grain.RecordContact(alex.Caller, command);

        Assert.True(again.IsDone);
        Assert.Single(cluster.Journal.FactsOf(robin.Key).OfType<ContactTried>());
    }

    [Fact]
    public async Task Whoever_was_called_counts_as_answered_later_and_as_nothing_of_those_who_wait_at_their_screens()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);
        var asked = cluster.Clock.GetUtcNow();

        await cluster.Watched(seconds: 7, alex);
        await alex.Posts(robin.Key, "I ring you now.", "a-1");
        await robin.Grain.RecordContact(alex.Caller, new RecordContact(ContactOutcome.Reached, null, null));
        await alex.Closes(robin.Key);
        var closed = cluster.Clock.GetUtcNow();
        await cluster.Watched(seconds: 3, alex);

        var figures = await Figures(cluster);
        Assert.Equal([Counted.Queued, Counted.ContactAsked, Counted.ContactCompleted], figures.Keys.Order());
        Assert.Equal((1, (long)(closed - asked).TotalMilliseconds), (figures[Counted.ContactCompleted].Number, figures[Counted.ContactCompleted].TotalMilliseconds));
    }

    [Fact]
    public async Task Nobody_ends_a_call_that_was_asked_for_without_saying_what_came_of_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);

        Assert.Equal(Refusal.NotAllowed, (await alex.Closes(robin.Key)).Refusal);
        await robin.Grain.RecordContact(alex.Caller, new RecordContact(ContactOutcome.WrongAddress, null, null));

        Assert.True((await alex.Closes(robin.Key)).IsDone);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task Who_does_not_wait_at_the_screen_is_taken_from_nobody_for_want_of_a_reply()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await IsToBeCalled(cluster, robin, alex);

        for (var round = 0; round < 4; round++)
        {
            await robin.Watches();
            await cluster.Watched(seconds: 100, alex);
        }

        var holding = await robin.Grain.WhoHolds(0);
        Assert.Equal((alex.StaffId, null), (holding.StaffId, holding.WaitsSince));
        Assert.Empty(robin.Screen.Signals.All);
        Assert.Equal((Presence.Available, null), ((await alex.Looks()).Presence, (await alex.Looks()).Why));
    }

    [Fact]
    public async Task Whoever_has_asked_may_still_end_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex"), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin, kim);
        await robin.Grain.AskForContact(robin.Caller, CallBack);
        await kim.Grain.AskForContact(kim.Caller, CallBack with { NotBefore = cluster.Clock.GetUtcNow().AddDays(1) });

        await robin.Ends();
        await kim.Ends();
        await alex.Is(Presence.Available);
        await cluster.Watched(seconds: 3, alex);

        Assert.Equal(ClosingOutcome.Abandoned, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        Assert.Equal((0, 0, 0), await Board(cluster));
        Assert.Empty((await alex.Looks()).Slots);
        Assert.DoesNotContain(Counted.Abandoned, (await Figures(cluster)).Keys);
    }

    [Fact]
    public async Task Nobody_else_asks_for_it_or_says_what_came_of_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen("robin"));
        await Come(cluster, robin);
        Caller[] strangers = [cluster.Citizen("c-2").Caller, alex.Caller, Kim, robin.Caller with { Agency = "elsewhere" }];
        foreach (var stranger in strangers)
            Assert.Equal(Refusal.NotFound, (await robin.Grain.AskForContact(stranger, CallBack)).Refusal);
        await robin.Grain.AskForContact(robin.Caller, CallBack);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);

        foreach (var stranger in (Caller[])[robin.Caller, blake.Caller, Kim, alex.Caller with { Agency = "elsewhere" }])
            Assert.Equal(Refusal.NotFound, (await robin.Grain.RecordContact(stranger, new RecordContact(ContactOutcome.Reached, null, null))).Refusal);

        Assert.DoesNotContain(cluster.Journal.FactsOf(robin.Key), fact => fact is ContactTried);
    }

    [Fact]
    public async Task What_was_asked_first_and_arrives_again_after_something_else_changes_nothing()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();
        var asked = CallBack with { MessageId = "c-1" };
        var first = await robin.Grain.AskForContact(robin.Caller, asked);
        await robin.Grain.AskForContact(robin.Caller, asked with { Address = "07 3000 0001", MessageId = "c-2" });
        var facts = cluster.Journal.FactsOf(robin.Key).Count;

        var again = await robin.Grain.AskForContact(robin.Caller, asked);

        Assert.Equal((first, facts), (again, cluster.Journal.FactsOf(robin.Key).Count));
    }

    [Fact]
    public async Task The_same_asked_again_gets_the_same_answer_and_another_address_counts()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await Come(cluster, robin);

        var first = await robin.Grain.AskForContact(robin.Caller, CallBack);
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = await robin.Grain.AskForContact(robin.Caller, CallBack);
        Assert.Equal((first, facts), (again, cluster.Journal.FactsOf(robin.Key).Count));
        var other = await robin.Grain.AskForContact(robin.Caller, CallBack with { Address = "07 3999 9999" });

        Assert.True(other.Value!.Seq > first.Value!.Seq);
        Assert.Equal("07 3999 9999", (await robin.Grain.Look(robin.Caller)).Value!.Contact!.Address);
        Assert.Equal((1, 0, 0), await Board(cluster));
    }

    [Fact]
    public async Task The_same_is_the_same_with_spaces_around_it_too()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await Come(cluster, robin);
        var spaced = CallBack with { Address = $" {CallBack.Address} ", BestTime = "" };

        var first = await robin.Grain.AskForContact(robin.Caller, spaced);
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        var again = await robin.Grain.AskForContact(robin.Caller, spaced);

        Assert.Equal((first, facts), (again, cluster.Journal.FactsOf(robin.Key).Count));
    }

    [Fact]
    public async Task Once_an_agent_has_it_nothing_else_is_asked_for_and_the_first_answer_stands()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await Come(cluster, robin);
        var first = await robin.Grain.AskForContact(robin.Caller, CallBack);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);

        Assert.Equal(first, await robin.Grain.AskForContact(robin.Caller, CallBack));
        Assert.Equal(Refusal.NotAllowed, (await robin.Grain.AskForContact(robin.Caller, CallBack with { Address = "07 3999 9999" })).Refusal);
    }

    [Fact]
    public async Task What_a_failing_store_lost_of_an_asking_sends_nobody_back_in_the_line()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin, kim);

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Grain.AskForContact(robin.Caller, Message with { NotBefore = cluster.Clock.GetUtcNow().AddDays(10) }));
        cluster.Clock.Advance(TimeSpan.FromSeconds(61)); // what was meant to be stored is on its way for so long at most
        await cluster.Queue.Wake(); // it compares its book with what its conversations say
        await alex.Is(Presence.Available);

        await alex.Holds(robin.Key); // who was never told that they had left the line
        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task After_an_asking_that_was_lost_another_one_counts_as_it_is_asked_for()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Come(cluster, robin, kim);
        var since = (await robin.Grain.WhoHolds(0)).Since;

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Grain.AskForContact(robin.Caller, Message with { NotBefore = cluster.Clock.GetUtcNow().AddDays(10) }));
        Assert.True((await robin.Grain.AskForContact(robin.Caller, CallBack)).IsDone);
        await alex.Is(Presence.Available);

        Assert.Equal(since, (await robin.Grain.WhoHolds(0)).Since);
        await alex.Holds(robin.Key);
        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_message_left_outside_the_hours_says_how_to_reach_its_writer()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Queues = [.. agency.Queues.Select(queue => queue with { Hours = OnWednesdays })] });
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));

        var started = await robin.Grain.Start(robin.FirstWords with { LeavesMessage = true, Asks = Message });
        var again = await robin.Grain.AskForContact(robin.Caller, Message);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);

        Assert.True(started.IsDone);
        Assert.Equal(Message, (await robin.Grain.Look(robin.Caller)).Value!.Contact);
        var entry = Assert.Single(await robin.Reads(), entry => entry.Kind == EntryKind.ContactAsked);
        Assert.Equal((entry.Seq, ContactChannel.Email, false), (again.Value!.Seq, entry.Channel, entry.IsCallBack));
        Assert.Equal("robin@example.org", (await robin.Grain.Read(alex.Caller, 0, 500)).Value!.Entries.Single(one => one.Kind == EntryKind.ContactAsked).Contact);
        Assert.Equal(Refusal.NotAllowed, (await alex.Closes(robin.Key)).Refusal);
    }

    /// <summary>One after another, a second apart.</summary>
    private static async Task Come(ChatCluster cluster, params CitizenAtHome[] citizens)
    {
        foreach (var citizen in citizens)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await citizen.Starts();
        }
    }

    /// <summary>An agent has somebody who is to be called.</summary>
    private static async Task IsToBeCalled(ChatCluster cluster, CitizenAtHome citizen, AgentAtWork agent)
    {
        await Come(cluster, citizen);
        await citizen.Grain.AskForContact(citizen.Caller, CallBack);
        await agent.Is(Presence.Available);
        await agent.Holds(citizen.Key);
    }

    /// <summary>The queue cannot store who joins, makes way, and is read again by the next who asks.</summary>
    private static async Task ReadAgain(ChatCluster cluster)
    {
        var late = cluster.Citizen("late");
        cluster.States.Refused = "line-1";
        await Assert.ThrowsAnyAsync<Exception>(() => late.Grain.Start(late.FirstWords));
        cluster.States.Refused = null;
    }

    private static async Task<(int Waiting, int Later, int Held)> Board(ChatCluster cluster)
    {
        var board = (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!;
        return (board.Waiting, board.Later, board.Held);
    }

    private static async Task<ImmutableDictionary<Counted, Figure>> Figures(ChatCluster cluster) =>
        (await cluster.Grains.GetGrain<IMetricsGrain>(QuarterOfHour.Key(Some.Agency, Some.Queue, Some.Moment)).Figures(Caller.System(Some.Agency))).Value!.Figures;
}
#endif
