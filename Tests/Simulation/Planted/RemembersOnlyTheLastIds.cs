using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Storage;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>After it was opened again a conversation knows only its last two message ids: an older one sent again is new.</summary>
public sealed class RemembersOnlyTheLastIds() : PlantedBug(Weather.Doubles)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Doubling = 0.5, MostMessages = 12 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var inner = builder.Services.Last(service => service.ServiceType == typeof(IJournalStore)).ImplementationInstance;
        builder.Services.AddSingleton<IJournalStore>(new Forgetful((IJournalStore)inner!));
    }

    private sealed class Forgetful(IJournalStore inner) : WrappedJournalStore(inner)
    {
        private const int Window = 2;

        public override async Task<StoredHead> Open(string conversation, bool withSnapshot = true)
        {
            var head = await Inner.Open(conversation, withSnapshot);
            return head with { Keys = [.. head.Keys.TakeLast(Window)] };
        }
    }
}
