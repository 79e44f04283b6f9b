using Muster.Conversations;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A supervisor's handover that is sent again is done again, and takes the conversation from whoever has it by then.</summary>
public sealed class HandsOverAgain() : PlantedBug(Weather.Rough)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { IsOverseen = true, Doubling = 0.9 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IConversationGrain>(call, nameof(IConversationGrain.Transfer)) && call.Request.GetArgument(1) is TransferConversation { MessageId: not null } handover)
            call.Request.SetArgument(1, handover with { MessageId = null });
        await call.Invoke();
    });
}
