using Muster.Conversations;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A renewed watch does not say what is new: a front that lost a push never learns of it.</summary>
public sealed class TrustsPushes() : PlantedBug(Weather.Network)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (Is<IConversationGrain>(call, nameof(IConversationGrain.Watch)) && call.Result is Outcome<WatchAnswer> { Value: { } answer })
            call.Result = (Outcome<WatchAnswer>)(answer with { LastSeq = Math.Max(1, (int)call.Request.GetArgument(2)!) });
    });
}
