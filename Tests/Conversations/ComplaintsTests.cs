#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What users of other products complain about (requirements, C1 to C16), as far as it is the grains' to prevent.</summary>
public sealed class ComplaintsTests
{
    [Fact]
    public async Task C1_Freed_capacity_goes_to_whoever_waits_longest_not_to_a_newer_one()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex", capacity: 1);
        await alex.Is(Presence.Available);
        var citizens = await Start(cluster, 4);
        await alex.Holds(citizens[0].Key);

        for (var next = 1; next < 4; next++)
        {
            await alex.Closes(citizens[next - 1].Key);
            await alex.Holds(citizens[next].Key);
        }
    }

    [Fact]
    public async Task C1_Capacity_that_is_raised_and_agents_who_come_back_drain_the_line_too()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex", capacity: 3);
        await alex.Is(Presence.Available, capacity: 1);
        var citizens = await Start(cluster, 3);
        await alex.Holds(citizens[0].Key);

        await alex.Is(Presence.Busy);
        await alex.Is(Presence.Available, capacity: 2);
        await alex.Holds(citizens[1].Key);
        await alex.Is(Presence.Available, capacity: 3);

        await alex.Holds(citizens[2].Key);
    }

    [Fact]
    public async Task C2_More_than_agents_can_hold_wait_in_a_line_that_says_how_many()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex", capacity: 2);
        await alex.Is(Presence.Available);

        var citizens = await Start(cluster, 10);
        await alex.Holds(citizens[1].Key);

        var board = (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!;
        Assert.Equal((8, 2), (board.Waiting, board.Held));
    }

    [Fact]
    public async Task C3_Nothing_is_given_to_an_agent_who_is_not_there()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake) = (await cluster.Hire("alex"), await cluster.Hire("blake"));
        await alex.Is(Presence.Available);
        await alex.Is(Presence.Offline);
        var robin = cluster.Citizen();
        await robin.Starts();
        await robin.Posts("Is anybody there?");

        await blake.Is(Presence.Available);

        await blake.Holds(robin.Key);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task C4_A_dead_agents_conversation_is_given_to_another_by_itself()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await blake.Is(Presence.Available);

        for (var seconds = 0; seconds < 34; seconds++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), alex, blake);
            await blake.Looks(); // Alex' console is silent
        }

        await blake.Holds(robin.Key);
    }

    [Fact]
    public async Task C4_Late_word_of_an_agent_who_was_lost_takes_nothing_from_them_once_they_are_back()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        var before = await robin.Grain.WhoHolds(0);
        await alex.Is(Presence.Offline);
        await alex.Is(Presence.Available);
        await alex.Until("holds it again", view => view.Slots.Any(slot => slot.Conversation == robin.Key && slot.JoinedSeq > before.Seq));

        var late = await robin.Grain.ReturnToLine(alex.StaffId, ReturnReason.AgentLost, before.Seq);

        Assert.Equal((alex.StaffId, ConversationStatus.Active), (late.StaffId, late.Status));
        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.ReturnToLine(alex.StaffId, ReturnReason.AgentLost, late.Seq)).Status);
    }

    [Fact]
    public async Task C5_What_waits_can_be_neither_read_nor_picked_by_an_agent()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Busy);
        await robin.Starts();

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(alex.Caller, 0, 500)).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Look(alex.Caller)).Refusal);
        Assert.Equal(Refusal.NotFound, (await alex.Grain.Accept(alex.Caller, robin.Key)).Refusal);
        Assert.Equal(Refusal.NotFound, (await alex.Posts(robin.Key, "Mine", "m-1")).Refusal);
    }

    [Fact]
    public async Task C6_A_thousand_agents_race_for_one_conversation_and_one_has_it()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();

        var races = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => robin.Grain.Assign(Some.Assignment($"staff-{number}"))));

        var winner = Assert.Single(races, race => race.IsAssigned);
        Assert.All(races, race => Assert.Equal(winner.Holding, race.Holding));
        Assert.Single(cluster.Journal.FactsOf(robin.Key).OfType<AgentJoined>());
    }

    [Fact]
    public async Task C7_A_thousand_conversations_race_for_one_slot_and_one_gets_it()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex", capacity: 1);
        await alex.Is(Presence.Busy);
        var robin = cluster.Citizen();
        await robin.Starts();
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await alex.Closes(robin.Key);
        var keys = Enumerable.Range(0, 1_000).Select(number => $"demo/racer-{number}").ToList();
        await Task.WhenAll(keys.Select(key => cluster.Citizen(GrainKey.IdOf(key)).Starts(Some.OtherQueue)));

        var answers = await Task.WhenAll(keys.Select(key => alex.Grain.Take(new TakeConversation(key, GrainKey.Of(Some.Agency, Some.OtherQueue), null))));

        Assert.InRange(answers.Count(answer => answer.Result == TakeResult.Taken), 0, 1); // the queue itself races too
        var slot = Assert.Single((await alex.Looks()).Slots);
        Assert.Equal(alex.StaffId, (await cluster.Grains.GetGrain<IConversationGrain>(slot.Conversation).WhoHolds(0)).StaffId);
        var held = await Task.WhenAll(keys.Select(key => cluster.Grains.GetGrain<IConversationGrain>(key).WhoHolds(0)));
        Assert.Single(held, holding => holding.StaffId == alex.StaffId);
    }

    [Fact]
    public async Task C8_An_agent_who_forgot_what_they_hold_is_reminded()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await robin.Starts();
        await robin.Grain.Assign(Some.Assignment(alex.StaffId)); // as by an answer that came when nobody waited for it any more
        await alex.Is(Presence.Available);

        await cluster.Queue.Wake();

        await alex.Holds(robin.Key);
    }

    [Fact]
    public async Task C8_What_has_gone_back_to_the_line_is_not_given_by_a_reminder_that_was_long_on_its_way()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { ExpertGroups = [new("pumps", "Pumps", Some.Queue, [new("pumps", 5)])] });
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        var joinedSeq = (await alex.Holds(robin.Key)).Slots[0].JoinedSeq;
        Assert.True((await robin.Grain.Transfer(alex.Caller, new TransferConversation(null, null, "A pump has failed.") { Group = "pumps" })).IsDone);

        var answer = await alex.Grain.Take(new TakeConversation(robin.Key, Some.QueueKey, null, joinedSeq) { IsReminder = true });

        Assert.Equal(TakeResult.NotWaiting, answer.Result);
        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.WhoHolds(0)).Status);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task C8_What_an_agent_forgot_and_cannot_take_goes_back_to_the_line()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await robin.Starts();
        await robin.Grain.Assign(Some.Assignment(alex.StaffId));

        await cluster.Queue.Wake();

        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.WhoHolds(0)).Status);
        Assert.Equal(1, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);
    }

    [Fact]
    public async Task C8_A_place_that_was_refused_once_is_not_taken_up_by_a_call_that_was_long_on_its_way()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        var longAgo = Some.Assignment(alex.StaffId) with { ReservedAt = Some.Moment };
        Assert.False((await robin.Grain.Assign(longAgo)).IsAssigned);
        await robin.Starts();

        Assert.False((await robin.Grain.Assign(longAgo)).IsAssigned);
        Assert.False((await robin.Grain.Assign(longAgo with { ReservedAt = Some.Moment.AddTicks(-1) })).IsAssigned);

        Assert.True((await robin.Grain.Assign(Some.Assignment("staff-blake") with { ReservedAt = Some.Moment })).IsAssigned);
    }

    [Fact]
    public async Task C8_Nobody_may_decline_what_they_hold()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        var answer = await alex.Grain.Take(new TakeConversation(robin.Key, Some.QueueKey, TimeSpan.FromSeconds(30), KnownSeq: 99)); // of a return to the line that never came to be

        Assert.Equal(TakeResult.Taken, answer.Result);
        Assert.Equal(SlotState.Held, Assert.Single((await alex.Looks()).Slots).State);
    }

    [Fact]
    public async Task C8_A_later_place_is_a_place()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        var refused = Some.Assignment(alex.StaffId) with { ReservedAt = Some.Moment };
        await robin.Grain.Assign(refused);
        await robin.Starts();

        Assert.True((await robin.Grain.Assign(refused with { ReservedAt = Some.Moment.AddTicks(1) })).IsAssigned);
    }

    [Fact]
    public async Task C8_A_handover_that_was_never_stored_leaves_nobody_in_two_lines()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        var other = cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Of(Some.Agency, Some.OtherQueue));

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAnyAsync<Exception>(() => robin.Grain.Transfer(alex.Caller, new TransferConversation(Some.OtherQueue, null, "note")));
        cluster.Clock.Advance(TimeSpan.FromSeconds(61)); // what was meant to be stored is on its way for so long at most
        await alex.Is(Presence.Available);
        await other.Wake();
        await other.Wake();

        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        var board = (await other.Board(Caller.System(Some.Agency))).Value!;
        Assert.Equal((0, 0), (board.Waiting, board.Held));
        Assert.Single((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task C9_Citizens_are_served_in_the_order_they_came()
    {
        await using var cluster = await ChatCluster.Start();
        var citizens = await Start(cluster, 20);
        var (alex, blake) = (await cluster.Hire("alex", capacity: 5), await cluster.Hire("blake", capacity: 5));

        await Task.WhenAll(alex.Is(Presence.Available), blake.Is(Presence.Available));
        await Task.WhenAll(citizens.Take(10).Select(citizen => citizen.Screen.Until(EntryKind.Joined)));

        Assert.All(citizens.Skip(10), citizen => Assert.DoesNotContain(citizen.Screen.Entries.All, entry => entry.Kind == EntryKind.Joined));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(150)]
    public async Task C10_Whoever_was_away_reads_on_from_the_last_number_however_longAgo(int after)
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();
        for (var message = 0; message < 200; message++)
            await robin.Posts("One more");
        cluster.Clock.Advance(TimeSpan.FromDays(1));

        var page = (await robin.Grain.Read(robin.Caller, after, 500)).Value!;

        Assert.Equal(Enumerable.Range(after + 1, 203 - after), page.Entries.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task C11_A_screen_that_is_told_nothing_learns_from_its_watch_that_it_is_behind()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();
        cluster.Clock.Advance(TimeSpan.FromMinutes(3)); // the watch has lapsed unnoticed
        await robin.Posts("Do you hear me?");

        var watch = await robin.Watches();

        Assert.Equal(4, watch.Value!.LastSeq);
        Assert.DoesNotContain(robin.Screen.Entries.All, entry => entry.Seq == 4);
    }

    [Fact]
    public async Task C13_An_acknowledgement_carries_the_number_that_shows_what_was_missed()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await alex.Posts(robin.Key, "Nobody's screen shows this", "m-1");

        var receipt = await robin.Posts("Hello?");

        Assert.Equal(6, receipt.Value!.Seq);
    }

    [Fact]
    public async Task C15_A_message_sent_five_times_at_once_stands_once()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => robin.Posts("It leaks", "m-1")));

        Assert.Single(receipts.Distinct());
        Assert.Single(await robin.Reads(), entry => entry.Text == "It leaks");
    }

    [Fact]
    public async Task C15_A_start_sent_five_times_at_once_is_one_conversation()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();

        var starts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => robin.Grain.Start(robin.FirstWords)));

        Assert.Single(starts.Select(start => start.Value! with { Repeated = true }).Distinct());
        Assert.Equal(1, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);
    }

    private static async Task<IReadOnlyList<CitizenAtHome>> Start(ChatCluster cluster, int number)
    {
        var citizens = Enumerable.Range(1, number).Select(one => cluster.Citizen($"c-{one}")).ToList();
        foreach (var citizen in citizens)
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await citizen.Starts();
        }

        return citizens;
    }
}
#endif
