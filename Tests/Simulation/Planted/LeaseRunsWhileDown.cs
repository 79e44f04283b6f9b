using System.Reflection;
using System.Runtime.CompilerServices;
using Muster.Agents;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>The lease is a stored moment: it runs on while the agent's silo is down, and the console's calls with it find nobody.</summary>
public sealed class LeaseRunsWhileDown() : PlantedBug(Weather.Crashes)
{
    private static readonly FieldInfo Lease = typeof(AgentGrain).GetField("_lease", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly PropertyInfo LeaseUntil = Lease.FieldType.GetProperty("Until")!;

    private readonly ConditionalWeakTable<World, Dictionary<GrainId, DateTimeOffset>> _stored = [];
    private readonly ConditionalWeakTable<object, object> _known = [];

    public override Scenario Adjust(Scenario scenario) => scenario with { Silos = 1, LongestRestart = TimeSpan.FromSeconds(60) };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (call.Grain is not AgentGrain agent)
        {
            await call.Invoke();
            return;
        }

        var leases = _stored.GetOrCreateValue(world);
        if (_known.TryAdd(agent, agent) && leases.TryGetValue(call.TargetId, out var lease))
            LeaseUntil.SetValue(Lease.GetValue(agent), lease);
        await call.Invoke();
        leases[call.TargetId] = (DateTimeOffset)LeaseUntil.GetValue(Lease.GetValue(agent))!;
    });
}
