using Muster.Conversations;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever reads is given everything, and notes no longer say that they are for staff.</summary>
public sealed class ShowsNotesToCitizens() : PlantedBug(Weather.Network)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        var isRead = Is<IConversationGrain>(call, nameof(IConversationGrain.Read));
        if (isRead && call.Request.GetArgument(0) is Caller { Role: Role.Citizen } citizen)
            call.Request.SetArgument(0, Caller.System(citizen.Agency));
        await call.Invoke();
        if (isRead && call.Result is Outcome<TranscriptPage> { Value: { } page })
            call.Result = (Outcome<TranscriptPage>)(page with { Entries = [.. page.Entries.Select(entry => entry with { StaffOnly = false })] });
    });
}
