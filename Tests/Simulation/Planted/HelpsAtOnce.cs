using Microsoft.Extensions.DependencyInjection;
using Muster.Agencies;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Agents help in another queue before anybody has waited there for long enough.</summary>
public sealed class HelpsAtOnce() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with
    {
        Agency = scenario.Agency with
        {
            Queues = [.. scenario.WithLongLines().Agency.Queues.Select(queue => queue with { Overflow = [new(queue.Id == "q1" ? "q2" : "q1", 15)] })],
        },
        Accounts = [.. scenario.Accounts.Select((account, index) => account with { Queues = index == 0 ? ["q1", "q2"] : index % 2 == 0 ? ["q1"] : ["q2"] })],
    };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var agency = world.Scenario.Agency;
        builder.Services.AddSingleton<IAgencySettingsSource>(new OneAgency(agency with
        {
            Queues = [.. agency.Queues.Select(queue => queue with { Overflow = [.. queue.Overflow.Select(other => other with { AfterSeconds = 0 })] })],
        }));
    }
}
