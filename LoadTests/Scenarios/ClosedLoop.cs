using Muster.LoadTests.Clients;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>
/// Citizen and agent answer each other at once: the next message is written when the last was acknowledged and shown. That finds
/// saturation.
/// </summary>
internal static class ClosedLoop
{
    public const string Name = "closed loop";

    private static readonly TimeSpan LongestFlight = TimeSpan.FromSeconds(15);

    /// <param name="rig">the server and its people</param>
    /// <param name="conversations">how many at once</param>
    /// <param name="inFlight">messages under way in each</param>
    /// <param name="warmUp">before counting begins</param>
    /// <param name="duration">of the counting</param>
    public static async Task<Measured> Run(Rig rig, int conversations, int inFlight, TimeSpan warmUp, TimeSpan duration)
    {
        var open = await rig.Floor.Open(conversations);
        var isOver = false;
        var talks = open.SelectMany(conversation => Enumerable.Range(0, inFlight).Select(lane => Talk(rig, conversation, lane, () => isOver))).ToList();

        await Window.Pass(rig, "warming up", warmUp);
        var counted = await Window.Count(rig, Name, duration);
        isOver = true;
        await WhenLanded(rig.Loop, talks);

        await rig.Floor.Settle(open);
        return counted();
    }

    /// <summary>Waits for what is under way, but not for ever: what never lands is the ledger's to report.</summary>
    public static Task WhenLanded(EventLoop loop, IEnumerable<Task> talks) => WhenLanded(loop, talks, LongestFlight);

    public static async Task WhenLanded(EventLoop loop, IEnumerable<Task> talks, TimeSpan longestFlight)
    {
        var all = Task.WhenAll(talks);
        var giveUpAt = loop.Now + (longestFlight.Ticks * 100);
        while (!all.IsCompleted && loop.Now < giveUpAt)
            await loop.Pause(TimeSpan.FromMilliseconds(5));
        if (all.IsCompleted)
            await all;
    }

    public static async Task Talk(Rig rig, Conversation conversation, int lane, Func<bool> isOver)
    {
        for (var turn = lane; !isOver(); turn++)
            await conversation.Say(turn % 2 == 0 ? Side.Citizen : Side.Agent, rig.Loop.Now);
    }
}
