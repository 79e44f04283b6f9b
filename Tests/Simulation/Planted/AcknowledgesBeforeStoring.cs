using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Storage;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>The journal answers before the entries are on the disk.</summary>
public sealed class AcknowledgesBeforeStoring() : PlantedBug(Weather.Crashes)
{
    public override Scenario Adjust(Scenario scenario) => scenario with
    {
        Faults = () => new FaultSchedule(scenario.Seed)
            .With(FaultKind.WriteDelayed, 0.3, TimeSpan.Zero, TimeSpan.FromSeconds(2))
            .With(FaultKind.SiloCrash, 0.002, most: 10),
    };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var inner = builder.Services.Last(service => service.ServiceType == typeof(IJournalStore)).ImplementationInstance;
        builder.Services.AddSingleton<IJournalStore>(new Hasty((IJournalStore)inner!));
    }

    private sealed class Hasty(IJournalStore inner) : WrappedJournalStore(inner)
    {
        public override Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
        {
            Inner.Append(conversation, expectedSeq, entries).Ignore();
            return Task.CompletedTask;
        }
    }
}
