using System.Collections.Immutable;
using Muster.Records;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A register says that it has a closed conversation and stores it a little later: in between it is in none.</summary>
public sealed class RegistersTheClosedLater() : PlantedBug(Weather.Calm)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (!Is<IRegisterGrain>(call, nameof(IRegisterGrain.Add)))
        {
            await call.Invoke();
            return;
        }

        AddLater((IRegisterGrain)call.Grain, (ImmutableArray<ClosedConversation>)call.Request.GetArgument(0)!, silo.Time).Ignore();
        call.Result = null;
    });

    private static async Task AddLater(IRegisterGrain register, ImmutableArray<ClosedConversation> closed, TimeProvider time)
    {
        await Task.Delay(Later, time);
        await register.Add(closed);
    }
}
