#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Support;

/// <summary>The other queue of a <see cref="ChatCluster"/>, and agents who serve one of the two alone.</summary>
internal static class TwoQueues
{
    public static IQueueGrain Flood(this ChatCluster cluster) => cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Of(Some.Agency, Some.OtherQueue));

    /// <summary>An agent of one queue.</summary>
    public static async Task<AgentAtWork> HireFor(this ChatCluster cluster, string queue, string name, int capacity = 3)
    {
        var account = new NewAccount(name, "long enough", "Real Name", $"{name} alias", Role.Agent, [queue], capacity);
        var member = await cluster.Grains.GetGrain<IAgencyGrain>(Some.Agency).AddAccount(Caller.System(Some.Agency), account);
        return new AgentAtWork(cluster.Grains, member.Value!.StaffId);
    }

    /// <summary>Seconds pass in both queues, with these agents at their desks.</summary>
    public static async Task Work(this ChatCluster cluster, int seconds, params AgentAtWork[] agents)
    {
        for (var second = 0; second < seconds; second++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), agents);
            await cluster.Flood().Board(Caller.System(Some.Agency));
            foreach (var agent in agents)
                await agent.Looks();
        }
    }
}
#endif
