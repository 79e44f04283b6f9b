using Muster.Agents;
using Muster.Identity;

namespace Muster.Tests.Simulation;

/// <summary>Two activations of one agent: the earlier may still store what it was about when the later has already read.</summary>
public sealed class AgentBesideItselfTests
{
    [Fact]
    public void What_the_earlier_activation_stored_last_is_found_without_anybody_asking()
    {
        using var world = new World(Scenario.Small(1, Weather.Calm).WithLongLines());
        world.MakeAccounts();
        var people = world.People(0);
        var me = Caller.Staff(Role.Agent, World.AgencyId, world.Staff[0].StaffId, world.Staff[0].Queues);
        var self = people.Grains.GetGrain<IAgentGrain>(GrainKey.Of(World.AgencyId, me.StaffId!));
        var key = $"{self.GetGrainId()} agent";
        Do(() => self.SetPresence(me, new SetPresence(Presence.Busy, null)));
        var busy = world.Disk.State(key)!.Value.Bytes;
        Do(() => self.SetPresence(me, new SetPresence(Presence.Away, null)));
        world.Cluster.MoveWithoutDeactivation(self.GetGrainId());
        Assert.Equal(Presence.Away, Do(() => self.Renew(me)).Value!.Presence);

        world.Disk.WriteState(key, world.Disk.State(key)!.Value.Tag, busy);
        world.Cluster.RunFor(AgentRules.SweepEvery + TimeSpan.FromSeconds(2));

        Assert.Equal(Presence.Busy, Do(() => self.Renew(me)).Value!.Presence);

        Outcome<AgentView> Do(Func<Task<Outcome<AgentView>>> act)
        {
            var outcome = default(Outcome<AgentView>);
            world.Cluster.RunUntil(people.Run(async () => outcome = await act()), TimeSpan.FromSeconds(30));
            return outcome;
        }
    }
}
