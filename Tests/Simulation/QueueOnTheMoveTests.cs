using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Simulation.Planted;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>A queue that is to go elsewhere takes nobody in until its last turn is over.</summary>
public sealed class QueueOnTheMoveTests
{
    private static readonly StartConversation Words = new("q1", "R-1", "secret-of-1-and-22-letters", "m-0", "Is anybody there?");

    [Fact]
    public void A_queue_that_asks_somebody_who_hangs_makes_way_all_the_same()
    {
        using var world = new World(Scenario.Small(1, Weather.Calm).WithLongLines(), new NobodySaysWhatTheyCanTake());
        world.MakeAccounts();
        var people = world.People(0);
        var queue = people.Grains.GetGrain<IQueueGrain>(GrainKey.Of(World.AgencyId, "q1"));
        queue.Wake().Ignore();
        world.Cluster.RunFor(TimeSpan.FromMilliseconds(100));

        world.Cluster.Move(queue.GetGrainId());
        var start = people.Run(() => people.Grains.GetGrain<IConversationGrain>("a/c1").Start(Words));

        world.Cluster.RunUntil(start, TimeSpan.FromSeconds(5));
    }

    private sealed class NobodySaysWhatTheyCanTake() : PlantedBug(Weather.Calm)
    {
        public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(call =>
            Is<IAgentGrain>(call, nameof(IAgentGrain.Availability)) ? Task.Delay(TimeSpan.FromMinutes(1), silo.Time) : call.Invoke());
    }
}
