#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Conversations from their first words to their end, on grains.</summary>
public sealed class StoriesTests
{
    [Fact]
    public async Task A_citizen_waits_is_answered_asked_closed_and_rates()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());

        var started = await robin.Starts();
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        var reply = await alex.Posts(robin.Key, "Hello Robin", "a-1");
        await robin.Posts("The pump is dry.");
        await robin.Grain.AskClosing(alex.Caller);
        await robin.Grain.AnswerClosing(robin.Caller, moreHelp: false);
        await alex.Closes(robin.Key);
        await robin.Grain.Rate(robin.Caller, new RateConversation(true, 5, null));

        Assert.Equal((2, ConversationStatus.Waiting), (started.Seq, started.Status));
        Assert.Equal(5, reply.Value!.Seq);
        Assert.Equal(
            ["started", "message", "waiting", "joined", "message", "message", "closing-question", "closing-answer", "closed", "rated"],
            (await robin.Reads()).Select(entry => entry.Kind));
        Assert.Equal(ClosingOutcome.Confirmed, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task A_citizen_who_leaves_while_waiting_is_given_to_nobody()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex"), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await robin.Starts();
        await kim.Starts();

        await robin.Ends();
        await alex.Is(Presence.Available);
        await alex.Holds(kim.Key);

        Assert.Equal(ClosingOutcome.Abandoned, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        Assert.Equal([kim.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_citizens_end_counts_as_wrap_up_until_the_agent_closes()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await robin.Ends();
        var wrapUp = await alex.Looks();
        var closed = await alex.Closes(robin.Key);

        Assert.Equal(SlotState.WrapUp, Assert.Single(wrapUp.Slots).State);
        Assert.True(closed.IsDone);
        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal(ClosingOutcome.EndedByCitizen, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
    }

    [Fact]
    public async Task A_lost_agents_citizens_go_to_the_front_of_the_line_and_are_told()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake) = (await cluster.Hire("alex", capacity: 1), await cluster.Hire("blake", capacity: 1));
        var (robin, kim) = (cluster.Citizen("robin"), cluster.Citizen("kim"));
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await kim.Starts();

        await cluster.Pass(AgentLimits.Lease + TimeSpan.FromSeconds(2), alex);
        await robin.Screen.Entries.Until("Robin is told", entry => entry is { Kind: EntryKind.Left, Reason: "agent-lost" });
        await blake.Is(Presence.Available);

        await blake.Holds(robin.Key);
        Assert.Equal([robin.Key], (await blake.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Equal((Presence.Offline, "lease-lapsed"), ((await alex.Looks()).Presence, (await alex.Looks()).Why));
    }

    [Fact]
    public async Task An_agent_whose_console_is_heard_of_keeps_what_they_hold()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        for (var round = 0; round < 4; round++)
        {
            await cluster.Pass(AgentLimits.Lease - TimeSpan.FromSeconds(2), alex);
            await alex.Looks();
        }

        Assert.Single((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task A_standstill_of_the_product_takes_no_agents_lease()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        cluster.Clock.Leap(TimeSpan.FromMinutes(5));
        await alex.Grain.Availability();
        await cluster.Pass(AgentLimits.Lease - TimeSpan.FromSeconds(5), alex); // a console needs a moment to be heard of again

        Assert.Equal(Presence.Available, (await alex.Looks()).Presence);
        Assert.Single((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task An_agent_who_goes_offline_gives_back_what_they_hold()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        var offline = await alex.Is(Presence.Offline);

        Assert.Empty(offline.Slots);
        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.WhoHolds(0)).Status);
    }

    [Fact]
    public async Task A_handover_to_another_queue_keeps_the_age_and_tells_the_citizen()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        var started = await robin.Starts();
        await alex.Holds(robin.Key);
        await alex.Is(Presence.Busy);
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));

        var outcome = await robin.Grain.Transfer(alex.Caller, new TransferConversation(Some.OtherQueue, null, "Knows pumps"));

        Assert.True(outcome.IsDone);
        var holding = await robin.Grain.WhoHolds(0);
        Assert.Equal((ConversationStatus.Waiting, Some.OtherQueue, started.Ticket), (holding.Status, holding.Queue, holding.Ticket));
        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal(Some.OtherQueue, (await robin.Screen.Until(EntryKind.Transferred)).To);
        Assert.DoesNotContain(await robin.Reads(), entry => entry.Kind == EntryKind.Note);
    }

    [Fact]
    public async Task A_handover_to_an_agent_waits_for_them_and_then_for_anybody()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await robin.Grain.Transfer(alex.Caller, new TransferConversation(null, "blake", "note"));
        await cluster.Pass(TimeSpan.FromSeconds(5), alex);
        var meanwhile = await robin.Grain.WhoHolds(0);
        await blake.Is(Presence.Available);

        await blake.Holds(robin.Key);
        Assert.Equal(ConversationStatus.Waiting, meanwhile.Status);
        Assert.Equal("blake alias", (await robin.Screen.Until(EntryKind.Transferred)).To);
    }

    [Fact]
    public async Task What_its_agent_does_not_take_in_time_goes_to_somebody_else()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = new AgencyLimits(TransferWaitSeconds: 10) });
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await cluster.Hire("blake");
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await robin.Grain.Transfer(alex.Caller, new TransferConversation(null, "blake", "note"));
        for (var seconds = 0; seconds < 12; seconds++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), alex);
            await alex.Looks();
        }

        await robin.Screen.Entries.Until("somebody joins after the handover", entry => entry is { Kind: EntryKind.Joined, Seq: > 4 });
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
    }

    [Fact]
    public async Task Silence_after_the_closing_question_closes_where_the_agency_wants_it()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = new AgencyLimits(CloseAfterNoAnswerMinutes: 1) });
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await robin.Grain.AskClosing(alex.Caller);
        for (var seconds = 0; seconds < 61; seconds++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), alex);
            await alex.Looks();
        }

        Assert.Equal(ClosingOutcome.NoAnswer, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        await alex.Until("is free again", view => view.Slots.IsEmpty);
    }

    [Fact]
    public async Task A_card_number_in_two_messages_is_on_no_disk_and_on_no_screen()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();

        await robin.Posts("It is 4111 1111");
        await robin.Posts("1111 1111, thanks");

        Assert.DoesNotContain("1111", cluster.Journal.JsonOf(robin.Key), StringComparison.Ordinal);
        Assert.DoesNotContain("1111", string.Join('\n', await robin.Reads()), StringComparison.Ordinal);
        Assert.Equal(4, (await robin.Screen.Until(EntryKind.Removed)).Target);
    }

    [Fact]
    public async Task A_burst_is_taken_and_more_is_asked_to_slow_down()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = new AgencyLimits(Burst: 3, PerSecond: 1) });
        var robin = cluster.Citizen();
        await robin.Starts();

        for (var message = 0; message < 3; message++)
            Assert.True((await robin.Posts("quick")).IsDone);

        Assert.Equal(Refusal.SlowDown, (await robin.Posts("too quick")).Refusal);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await robin.Posts("slower")).IsDone);
    }

    [Fact]
    public async Task A_long_conversation_is_read_again_from_its_snapshot_and_what_came_after()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = new AgencyLimits(Burst: 10_000) });
        var robin = cluster.Citizen();
        await robin.Starts();
        for (var message = 0; message < 600; message++)
            await robin.Posts($"message {message}", $"id-{message}");

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAnyAsync<Exception>(() => robin.Posts("lost", "lost"));
        var repeated = await robin.Posts("message 3", "id-3");

        Assert.Equal(7, repeated.Value!.Seq);
        var page = (await robin.Grain.Read(robin.Caller, 500, 500)).Value!;
        Assert.Equal(Enumerable.Range(501, 103), page.Entries.Select(entry => entry.Seq));
        Assert.Equal((603, 603), (page.Next, page.LastSeq));
    }
}
#endif
