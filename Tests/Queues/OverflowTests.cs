#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Agents of another queue help where people wait too long (S47).</summary>
public sealed class OverflowTests
{
    [Fact]
    public async Task Whom_nobody_serves_is_given_to_an_agent_of_the_other_queue_when_they_have_waited_so_long_and_not_before()
    {
        await using var cluster = await Helping(afterSeconds: 60);
        var (alex, robin) = (await cluster.HireFor(Some.Queue, "alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts(Some.OtherQueue);

        await cluster.Work(59, alex);
        Assert.Empty((await alex.Looks()).Slots);
        await cluster.Work(1, alex);

        await alex.Holds(robin.Key);
        Assert.Equal(Some.OtherQueue, (await robin.Grain.WhoHolds(0)).Queue); // it stays where it was
    }

    [Fact]
    public async Task Where_somebody_of_the_queue_is_free_nobody_else_is_needed()
    {
        await using var cluster = await Helping(afterSeconds: 60);
        var (alex, blake, robin) = (await cluster.HireFor(Some.Queue, "alex"), await cluster.HireFor(Some.OtherQueue, "blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await blake.Is(Presence.Available);

        await robin.Starts(Some.OtherQueue);
        await blake.Holds(robin.Key);
        await cluster.Work(70, alex, blake);

        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task Help_goes_one_way()
    {
        await using var cluster = await Helping(afterSeconds: 0);
        var (blake, robin) = (await cluster.HireFor(Some.OtherQueue, "blake"), cluster.Citizen());
        await blake.Is(Presence.Available);

        await robin.Starts(Some.Queue);
        await cluster.Work(70, blake);

        Assert.Empty((await blake.Looks()).Slots);
    }

    [Fact]
    public async Task A_message_that_was_left_waits_for_the_queues_own()
    {
        await using var cluster = await Helping(afterSeconds: 30);
        var (alex, blake, robin) = (await cluster.HireFor(Some.Queue, "alex"), await cluster.HireFor(Some.OtherQueue, "blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Grain.Start(robin.FirstWords with { Queue = Some.OtherQueue, LeavesMessage = true });

        await cluster.Work(70, alex);
        Assert.Empty((await alex.Looks()).Slots);
        await blake.Is(Presence.Available);

        await blake.Holds(robin.Key);
    }

    [Fact]
    public async Task Whoever_helps_holds_no_more_than_they_may_and_takes_the_oldest_of_each_queue_first()
    {
        await using var cluster = await Helping(afterSeconds: 30);
        var alex = await cluster.HireFor(Some.Queue, "alex", capacity: 2);
        var (own, others) = (new List<CitizenAtHome>(), new List<CitizenAtHome>());
        for (var number = 0; number < 4; number++)
        {
            own.Add(await Waits(cluster, $"own-{number}", Some.Queue));
            others.Add(await Waits(cluster, $"other-{number}", Some.OtherQueue));
        }

        await cluster.Work(30);
        await alex.Is(Presence.Available);
        var served = new List<string>();
        for (var second = 0; second < 60 && served.Count < own.Count + others.Count; second++)
        {
            await cluster.Work(1, alex);
            var held = (await alex.Looks()).Slots;
            Assert.True(held.Length <= 2, $"{held.Length} at once");
            foreach (var slot in held.Where(slot => slot.State == SlotState.Held && !served.Contains(slot.Conversation)).ToList())
            {
                served.Add(slot.Conversation);
                await alex.Closes(slot.Conversation);
            }
        }

        Assert.Equal(own.Select(citizen => citizen.Key), served.Where(key => key.Contains("own-", StringComparison.Ordinal)));
        Assert.Equal(others.Select(citizen => citizen.Key), served.Where(key => key.Contains("other-", StringComparison.Ordinal)));
        Assert.Empty((await alex.Looks()).Slots);
    }

    private static async Task<CitizenAtHome> Waits(ChatCluster cluster, string name, string queue)
    {
        var citizen = cluster.Citizen(name);
        await citizen.Starts(queue);
        await cluster.Work(1);
        return citizen;
    }

    /// <summary>Where people wait so long in the one queue, the agents of the other help.</summary>
    private static Task<ChatCluster> Helping(int afterSeconds) => ChatCluster.Start(agency => agency with
    {
        Queues = [.. agency.Queues.Select(queue => queue.Id == Some.OtherQueue ? queue with { Overflow = [new(Some.Queue, afterSeconds)] } : queue)],
    });
}
#endif
