using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Storage;
using Muster.Silo.Storage.OverGrainStorage;
using Orleans.Embedded.Simulation;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Of a journal that is kept as states, a page replaces whatever stands there: one who comes late takes back what another has stored.</summary>
public sealed class WritesPagesUntagged() : PlantedBug(Weather.Doubles)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { JournalIsOverStates = true };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) =>
        builder.Services.AddSingleton<IJournalStore>(new GrainStorageJournalStore(new Untagged(world.SessionOf(silo).States)));

    private sealed class Untagged(IGrainStorage inner) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var stored = new GrainState<T>();
            await inner.ReadStateAsync(stateName, grainId, stored);
            grainState.ETag = stored.ETag;
            await inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
