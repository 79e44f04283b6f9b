#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>A supervisor takes a conversation over into a console of their own (A25), on grains.</summary>
public sealed class TakenOverTests
{
    [Fact]
    public async Task What_waits_is_theirs_and_is_given_to_nobody_else()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, alex, robin) = (await Desk.Of(cluster), await cluster.Hire("alex"), cluster.Citizen());
        await robin.Starts();
        await kim.Is(Presence.Available);

        var taken = await kim.Takes(robin.Key);
        var again = await kim.Takes(robin.Key);
        await alex.Is(Presence.Available);

        Assert.Equal((true, taken.Value), (taken.IsDone, again.Value));
        Assert.Equal((SlotState.Held, 0, 0), (Assert.Single((await kim.Looks()).Slots).State, (await alex.Looks()).Slots.Length, await Waiting(cluster)));
        var joined = await robin.Screen.Until(EntryKind.Joined);
        Assert.Equal(("Kim", Role.Agent), (joined.AuthorName, joined.AuthorRole));
        var why = Assert.Single((await robin.Grain.Why(kim.Caller)).Value!.Assignments);
        Assert.Equal((true, (string?)null), (why.IsTaken, why.TakenFrom));
        Assert.Equal(2, cluster.Audit.LinesOf(Some.Agency).Count(line => line.Action == AuditAction.TakenOver));
    }

    [Fact]
    public async Task What_an_agent_has_is_theirs_and_the_agents_place_is_free()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, (alex, robin)) = (await Desk.Of(cluster), await cluster.Talking());
        await kim.Is(Presence.Available);

        Assert.True((await kim.Takes(robin.Key)).IsDone);

        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal(Refusal.NotFound, (await alex.Posts(robin.Key, "Still there?", "m")).Refusal);
        Assert.Equal("alex alias", Assert.Single((await robin.Grain.Why(kim.Caller)).Value!.Assignments, given => given.IsTaken).TakenFrom);
    }

    [Fact]
    public async Task They_answer_and_close_it_as_an_agent_does_and_nothing_of_that_is_stepping_in()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, _, robin) = await Took(cluster);

        Assert.True((await robin.Grain.Note(kim.Caller, new AddNote("I know the river."))).IsDone);
        Assert.True((await robin.Grain.Post(kim.Caller, new PostMessage("k-1", "It falls."))).IsDone);
        Assert.True((await robin.Grain.Tag(kim.Caller, new TagConversation(["river"]))).IsDone);
        Assert.True((await robin.Grain.Close(kim.Caller, Some.Close())).IsDone);

        Assert.Equal(Role.Agent, Assert.Single(await robin.Reads(), entry => entry is { Kind: EntryKind.Message, Text: "It falls." }).AuthorRole);
        Assert.Empty((await kim.Looks()).Slots);
        Assert.Equal([AuditAction.TakenOver], cluster.Audit.LinesOf(Some.Agency).Where(line => line.Actor == kim.StaffId && line.Action is AuditAction.TakenOver or AuditAction.SteppedIn or AuditAction.Whispered or AuditAction.Ended).Select(line => line.Action));
    }

    [Fact]
    public async Task A_place_that_was_refused_once_is_not_taken_up_by_a_call_that_was_long_on_its_way()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, _, robin) = await Took(cluster);
        var longAgo = new TakeOverConversation("Kim", "t-2") { ReservedAt = Some.Moment };
        Assert.Equal(Refusal.NotAllowed, (await robin.Grain.TakeOver(kim.Caller, longAgo)).Refusal); // it is theirs
        Assert.True((await robin.Grain.Transfer(kim.Caller, new TransferConversation(Some.OtherQueue, null, "Floods."))).IsDone);

        Assert.Equal(Refusal.NotAllowed, (await robin.Grain.TakeOver(kim.Caller, longAgo)).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await robin.Grain.TakeOver(kim.Caller, longAgo with { ReservedAt = Some.Moment.AddTicks(-1) })).Refusal);

        Assert.True((await robin.Grain.TakeOver(kim.Caller, longAgo with { ReservedAt = Some.Moment.AddTicks(1) })).IsDone);
    }

    [Fact]
    public async Task Whoever_is_not_there_or_has_no_room_takes_nothing()
    {
        await using var cluster = await ChatCluster.Start(settings => settings with { Queues = [.. settings.Queues.Select(queue => queue with { CapacityPerAgent = queue.Id == Some.OtherQueue ? 1 : null })] });
        var kim = await Desk.Of(cluster, capacity: 2);
        var (first, second, third) = (cluster.Citizen("c-1"), cluster.Citizen("c-2"), cluster.Citizen("c-3"));
        await first.Starts(Some.OtherQueue);
        await second.Starts(Some.OtherQueue);
        await third.Starts();

        Assert.Equal(Refusal.NotAvailable, (await kim.Takes(first.Key)).Refusal);
        await kim.Is(Presence.Available);
        Assert.True((await kim.Takes(first.Key)).IsDone);
        Assert.Equal(Refusal.NoCapacity, (await kim.Takes(second.Key)).Refusal); // the queue allows one
        await kim.Is(Presence.Available, capacity: 1);
        Assert.Equal(Refusal.NoCapacity, (await kim.Takes(third.Key)).Refusal);

        Assert.Equal([first.Key], (await kim.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Null((await third.Grain.WhoHolds(0)).StaffId);
    }

    [Fact]
    public async Task Only_supervisors_of_its_queue_do()
    {
        await using var cluster = await ChatCluster.Start();
        var (elsewhere, alex, robin) = (await Desk.Of(cluster, Some.OtherQueue), await cluster.Hire("alex"), cluster.Citizen());
        await robin.Starts();
        await elsewhere.Is(Presence.Available);

        Assert.Equal(Refusal.NotFound, (await elsewhere.Takes(robin.Key)).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await alex.Grain.TakeOver(alex.Caller, robin.Key, "t-1")).Refusal);

        Assert.Empty((await elsewhere.Looks()).Slots);
    }

    [Fact]
    public async Task No_queue_gives_them_anything_and_nobody_hands_them_anything()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin) = (await Desk.Of(cluster), cluster.Citizen());
        await kim.Is(Presence.Available);
        await robin.Starts();
        await cluster.Pass(TimeSpan.FromSeconds(30));

        Assert.Empty((await kim.Looks()).Slots);
        Assert.Equal(Refusal.UnknownAgent, (await robin.Grain.Transfer(kim.Caller, new TransferConversation(null, "kim", "For me."))).Refusal);
        Assert.DoesNotContain((await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Agents, agent => agent.StaffId == kim.StaffId);
    }

    [Fact]
    public async Task An_offer_that_is_open_meanwhile_is_taken_back_and_not_missed()
    {
        await using var cluster = await ChatCluster.Start(settings => settings with { Queues = [.. settings.Queues.Select(queue => queue with { Assignment = AssignmentMode.Offer, OfferSeconds = 20 })] });
        var (kim, alex, robin) = (await Desk.Of(cluster), await cluster.Hire("alex"), cluster.Citizen());
        await kim.Is(Presence.Available);
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);

        Assert.True((await kim.Takes(robin.Key)).IsDone);

        await alex.Until("is asked no longer", view => view.Slots.IsEmpty);
        Assert.Equal(Presence.Available, (await alex.Looks()).Presence);
    }

    [Fact]
    public async Task What_a_supervisor_held_whose_lease_lapses_waits_again_with_its_age()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, alex, robin) = await Took(cluster);
        await alex.Is(Presence.Away);

        await cluster.Pass(AgentLimits.Lease + TimeSpan.FromSeconds(40), kim.Agent);

        Assert.Equal(["agent-lost"], (await robin.Reads()).Where(entry => entry.Kind == EntryKind.Waiting).Skip(1).Select(entry => entry.Reason));
        Assert.Equal(1, await Waiting(cluster));
    }

    private static async Task<int> Waiting(ChatCluster cluster) => (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting;

    /// <summary>A supervisor at a console of their own.</summary>
    /// <summary>Robin talked with Alex, and Kim has taken them over.</summary>
    private static async Task<(Desk Kim, AgentAtWork Alex, CitizenAtHome Robin)> Took(ChatCluster cluster)
    {
        var (kim, (alex, robin)) = (await Desk.Of(cluster), await cluster.Talking());
        await kim.Is(Presence.Available);
        Assert.True((await kim.Takes(robin.Key)).IsDone);
        return (kim, alex, robin);
    }

    private sealed class Desk(AgentAtWork agent, Caller caller)
    {
        public AgentAtWork Agent => agent;

        public Caller Caller => caller;

        public string StaffId => agent.StaffId;

        public static async Task<Desk> Of(ChatCluster cluster, string queue = Some.Queue, int capacity = 3)
        {
            string[] queues = queue == Some.Queue ? [Some.Queue, Some.OtherQueue] : [queue];
            var account = new NewAccount("kim", "long enough", "Real Name", "Kim", Role.Supervisor, [.. queues], capacity);
            var member = (await cluster.Grains.GetGrain<IAgencyGrain>(Some.Agency).AddAccount(Muster.Identity.Caller.System(Some.Agency), account)).Value!;
            return new Desk(new AgentAtWork(cluster.Grains, member.StaffId), Muster.Identity.Caller.Staff(Role.Supervisor, Some.Agency, member.StaffId, member.Queues));
        }

        public Task<Outcome<AgentView>> Is(Presence presence, int? capacity = null) => agent.Grain.SetPresence(caller, new SetPresence(presence, capacity));

        public Task<Outcome<Receipt>> Takes(string conversation) => agent.Grain.TakeOver(caller, conversation, $"t-{GrainKey.IdOf(conversation)}");

        public async Task<AgentView> Looks() => (await agent.Grain.Renew(caller)).Value!;
    }
}
#endif
