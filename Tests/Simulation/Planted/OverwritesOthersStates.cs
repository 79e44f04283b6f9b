using Orleans.Embedded.Simulation;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Planted;

/// <summary>The last who writes a state wins, whoever wrote in between.</summary>
public sealed class OverwritesOthersStates() : PlantedBug(Weather.Doubles)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => Wrap(builder.Services, inner => new Stubborn(inner));

    private sealed class Stubborn(IGrainStorage inner) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            try
            {
                await inner.WriteStateAsync(stateName, grainId, grainState);
            }
            catch (InconsistentStateException conflict)
            {
                grainState.ETag = conflict.StoredEtag;
                await inner.WriteStateAsync(stateName, grainId, grainState);
            }
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
