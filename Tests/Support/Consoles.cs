#if ENGINE_EMBEDDED
namespace Muster.Tests.Support;

/// <summary>What agents have in front of them.</summary>
internal static class Consoles
{
    /// <summary>Seconds pass while the consoles of these agents are heard of.</summary>
    public static async Task Watched(this ChatCluster cluster, int seconds, params AgentAtWork[] agents)
    {
        for (var passed = 0; passed < seconds; passed++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), agents);
            foreach (var agent in agents)
            {
                await agent.Looks();
                await agent.Watches();
            }
        }
    }
}
#endif
