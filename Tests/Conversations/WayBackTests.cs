#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What an agent handed over and nobody took comes back (A13), on grains.</summary>
public sealed class WayBackTests
{
    private static readonly TransferConversation ToFlood = new(Some.OtherQueue, null, "Knows pumps.");

    [Fact]
    public async Task What_nobody_takes_comes_back_to_who_handed_it_over_with_its_age()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster);
        var before = await robin.Grain.WhoHolds(0);

        await cluster.Work(31, alex);

        await alex.Holds(robin.Key);
        var entry = (await robin.Reads()).Single(entry => entry is { Kind: EntryKind.Waiting, Reason: "not-taken" });
        var holding = await robin.Grain.WhoHolds(0);
        Assert.Equal((Some.OtherQueue, Some.Queue), (before.Queue, holding.Queue));
        Assert.Equal((before.Ticket, before.Since), (holding.Ticket, holding.Since));
        Assert.Equal((Some.Queue, "alex alias"), (entry.Queue, entry.To));
        var why = (await robin.Grain.Why(Caller.Staff(Role.Supervisor, Some.Agency, "staff-sue", [Some.Queue]))).Value!.Assignments;
        Assert.Equal(["started", "not-taken"], why.Select(given => given.After));
    }

    [Fact]
    public async Task What_somebody_takes_in_time_stays_with_them()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster);
        var blake = await cluster.HireFor(Some.OtherQueue, "blake");

        await cluster.Work(20, alex);
        await blake.Is(Presence.Available);
        await blake.Holds(robin.Key);
        await cluster.Work(20, alex, blake);

        Assert.Equal((Some.OtherQueue, blake.StaffId), ((await robin.Grain.WhoHolds(0)).Queue, (await robin.Grain.WhoHolds(0)).StaffId));
    }

    [Fact]
    public async Task Where_who_handed_it_over_is_not_there_it_comes_back_to_their_queue_for_whoever_is_next()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster);
        var blake = await cluster.HireFor(Some.Queue, "blake");
        await blake.Is(Presence.Available);
        await alex.Is(Presence.Away);

        await cluster.Work(31, alex, blake);

        await blake.Holds(robin.Key);
        Assert.Null((await robin.Reads()).Single(entry => entry is { Kind: EntryKind.Waiting, Reason: "not-taken" }).To);
    }

    [Fact]
    public async Task Who_handed_it_over_and_is_full_has_it_first_and_then_anybody_of_their_queue()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster, capacity: 1);
        var (blake, kim) = (await cluster.HireFor(Some.Queue, "blake"), cluster.Citizen("kim"));
        await kim.Starts();
        await alex.Holds(kim.Key);
        await blake.Is(Presence.Available);

        await cluster.Work(31, alex, blake);
        var meanwhile = await robin.Grain.WhoHolds(0);
        await cluster.Work(12, alex, blake);

        await blake.Holds(robin.Key);
        Assert.Equal((ConversationStatus.Waiting, Some.Queue), (meanwhile.Status, meanwhile.Queue));
        Assert.Equal([kim.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_life_in_danger_comes_back_to_the_front_for_whoever_is_first()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster);
        await robin.Posts("We are trapped in the house");
        var placed = await robin.Grain.WhoHolds(0);

        await cluster.Work(31, alex);

        await alex.Holds(robin.Key);
        var entry = (await robin.Reads()).Single(entry => entry is { Kind: EntryKind.Waiting, Reason: "not-taken" });
        Assert.True(placed.IsAtRisk);
        Assert.Equal((null, placed.Ticket), (entry.To, entry.Ticket));
    }

    [Fact]
    public async Task Where_the_store_fails_it_comes_back_a_little_later_and_once()
    {
        await using var cluster = await ChatCluster.Start(Impatient);
        var (alex, robin) = await HandedOver(cluster);
        await cluster.Work(29, alex);

        cluster.Journal.FailNext(MemoryJournal.Fault.StoredAndReportedLost);
        await cluster.Work(3, alex);
        await robin.Watches();
        await cluster.Work(15, alex);

        await alex.Holds(robin.Key);
        Assert.Single(await robin.Reads(), entry => entry is { Kind: EntryKind.Waiting, Reason: "not-taken" });
    }

    private static AgencySettings Impatient(AgencySettings agency) => agency with { Limits = new AgencyLimits(TransferWaitSeconds: 10) { TransferReturnSeconds = 30 } };

    /// <summary>Alex, who serves the one queue, has handed Robin to the other, where nobody is.</summary>
    private static async Task<(AgentAtWork Alex, CitizenAtHome Robin)> HandedOver(ChatCluster cluster, int capacity = 3)
    {
        var (alex, robin) = (await cluster.HireFor(Some.Queue, "alex", capacity), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        Assert.True((await robin.Grain.Transfer(alex.Caller, ToFlood)).IsDone);
        return (alex, robin);
    }
}
#endif
