using Muster.Conversations;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever has given a question back still reads along: a conversation believes what its consult said first.</summary>
public sealed class BelievesTheFirstExpert() : PlantedBug(Weather.Calm)
{
    private readonly Dictionary<(World World, string Consult), ConsultStanding> _first = [];

    public override Scenario Adjust(Scenario scenario) => scenario with { Consulting = 0.3 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (!Is<IConsultGrain>(call, nameof(IConsultGrain.Begin)) || call.Result is not ConsultStanding { StaffId: var expert } standing)
            return;

        lock (_first)
        {
            if (_first.TryGetValue((world, call.TargetId.Key.ToString()!), out var first))
                call.Result = first;
            else if (expert is not null)
                _first[(world, call.TargetId.Key.ToString()!)] = standing;
        }
    });
}
