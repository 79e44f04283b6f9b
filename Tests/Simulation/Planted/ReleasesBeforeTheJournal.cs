using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>An agent's slot is free before the close is stored: where that fails, the agent holds it still and is given another.</summary>
public sealed class ReleasesBeforeTheJournal() : PlantedBug(Weather.Disk)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IConversationGrain>(call, nameof(IConversationGrain.Close)) && call.Request.GetArgument(0) is Caller { StaffId: { } staffId } agent)
            await silo.Grains.GetGrain<IAgentGrain>(GrainKey.Of(agent.Agency, staffId)).Release(call.TargetId.Key.ToString()!, int.MaxValue);
        await call.Invoke();
    });
}
