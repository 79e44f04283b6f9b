#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What becomes of the conversations of an agent whose account is disabled.</summary>
public sealed class DisabledAgentTests
{
    [Fact]
    public async Task What_a_disabled_agent_held_is_anothers_once_their_lease_is_over()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await cluster.Grains.GetGrain<IAgencyGrain>(Some.Agency).EnableAccount(
            Caller.Staff(Role.Administrator, Some.Agency, "an-administrator", []), "alex", isEnabled: false);
        await cluster.Pass(TimeSpan.FromSeconds(20), alex);
        await blake.Is(Presence.Available);
        await cluster.Pass(TimeSpan.FromSeconds(14), alex, blake);

        await blake.Holds(robin.Key);
    }
}
#endif
