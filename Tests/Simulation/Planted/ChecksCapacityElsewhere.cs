using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>What a queue last heard decides whether an agent has room, and not the agent in their own turn.</summary>
public sealed class ChecksCapacityElsewhere() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (!Is<IAgentGrain>(call, nameof(IAgentGrain.Take)) || call.Result is not TakeAnswer { Result: TakeResult.NoCapacity, Availability.Presence: Presence.Available } answer)
            return;

        var take = (TakeConversation)call.Request.GetArgument(0)!;
        var assigned = await silo.Grains.GetGrain<IConversationGrain>(take.Conversation)
            .Assign(new AssignConversation(answer.Availability.StaffId, answer.Availability.Alias, GrainKey.IdOf(take.Queue)));
        call.Result = answer with { Result = TakeResult.Taken, Holding = assigned.Holding };
    });
}
