using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Storage;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>
/// A long conversation that is opened again knows the message ids since its snapshot alone. Shorter ones know all: only a conversation
/// long enough to be snapshot on its way shows it.
/// </summary>
public sealed class KnowsIdsSinceTheSnapshot() : PlantedBug(Weather.Crashes)
{
    private const int Long = 500;

    public override Scenario Adjust(Scenario scenario) => Scenario.Lengthy(scenario.Seed, Weather);

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var inner = builder.Services.Last(service => service.ServiceType == typeof(IJournalStore)).ImplementationInstance;
        builder.Services.AddSingleton<IJournalStore>(new Forgetful((IJournalStore)inner!));
    }

    private sealed class Forgetful(IJournalStore inner) : WrappedJournalStore(inner)
    {
        public override async Task<StoredHead> Open(string conversation, bool withSnapshot = true)
        {
            var head = await Inner.Open(conversation, withSnapshot);
            return head.SnapshotSeq < Long ? head : head with { Keys = [.. head.Keys.Where(key => key.Seq > head.SnapshotSeq)] };
        }
    }
}
