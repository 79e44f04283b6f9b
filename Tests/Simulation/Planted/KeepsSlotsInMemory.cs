using Muster.Agents;
using Orleans.Embedded.Simulation;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Planted;

/// <summary>An agent says yes without having stored the slot.</summary>
public sealed class KeepsSlotsInMemory() : PlantedBug(Weather.Doubles)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => Wrap(builder.Services, inner => new Forgetful(inner));

    private sealed class Forgetful(IGrainStorage inner) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            grainState.State is Agent { Slots.IsEmpty: false } ? Task.CompletedTask : inner.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
