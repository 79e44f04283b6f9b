using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever has no room takes it over all the same.</summary>
public sealed class TakesBeyondCapacity() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { IsOverseen = true };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (Is<IAgentGrain>(call, nameof(IAgentGrain.TakeOver)) && call.Result is Outcome<Receipt> { Refusal: Refusal.NoCapacity })
        {
            var (caller, conversation, id) = ((Caller)call.Request.GetArgument(0)!, (string)call.Request.GetArgument(1)!, (string)call.Request.GetArgument(2)!);
            var taken = await silo.Grains.GetGrain<IConversationGrain>(conversation).TakeOver(caller, new TakeOverConversation("Supervisor", id) { ReservedAt = silo.Time.GetUtcNow() });
            if (taken.IsDone)
                call.Result = (Outcome<Receipt>)taken.Value.Receipt!;
        }
    });
}
