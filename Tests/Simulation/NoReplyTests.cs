using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Tests.Simulation;

/// <summary>Whoever waits for a reply (C5) is remembered by no timer alone: the process that counted may die.</summary>
public sealed class NoReplyTests
{
    private const string Conversation = "a/c1";

    private static readonly StartConversation Words = new("q1", "R-1", "secret-of-1-and-22-letters", "m-0", "Is anybody there?");

    /// <summary>Counted from the joining: 300 s, or three minutes from the alert that the new life gives at once, whichever is later.</summary>
    [Theory]
    [InlineData(60, 300, 302)]
    [InlineData(200, 380, 425)]
    public void A_crash_of_everything_makes_nobody_wait_for_a_reply_for_ever(int crashAfter, int notBefore, int notAfter)
    {
        using var world = new World(Scenario.Small(1, Weather.Calm).WithLongLines() with { Silos = 1 });
        world.MakeAccounts();
        var people = world.People(0);
        people.Run(() => BeThere(world)).Ignore();
        world.Cluster.RunUntil(people.Run(() => people.Grains.GetGrain<IConversationGrain>(Conversation).Start(Words)), TimeSpan.FromSeconds(30));
        world.Cluster.RunFor(TimeSpan.FromSeconds(crashAfter));

        world.Cluster.Silos[0].CrashAndComeBack(); // from here on no citizen says anything, and nobody asks for the conversation but its agent and its line
        world.Cluster.RunFor(TimeSpan.FromMinutes(10));

        world.ReadDisk();
        var facts = world.History.StoryOf(Conversation)!.Facts;
        var joined = facts.First(fact => fact.Kind == "joined");
        var left = facts.First(fact => fact is { Kind: "left", Reason: "no-reply" });
        Assert.InRange((left.At - joined.At).TotalSeconds, notBefore, notAfter);
    }

    /// <summary>The console of the first agent, which is open and not looked at.</summary>
    private static async Task BeThere(World world)
    {
        var (people, member) = (world.People(0), world.Staff[0]);
        var me = Caller.Staff(Role.Agent, World.AgencyId, member.StaffId, member.Queues);
        var self = people.Grains.GetGrain<IAgentGrain>(GrainKey.Of(World.AgencyId, member.StaffId));
        await self.SetPresence(me, new SetPresence(Presence.Available, null));
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), people.Time);
            await people.Run(() => self.Renew(me)).ContinueWith(_ => { }, TaskScheduler.Current);
        }
    }
}
