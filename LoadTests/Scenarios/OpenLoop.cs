using Muster.LoadTests.Clients;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>
/// Messages come when they come, at a fixed mean rate and whether or not the server keeps up; durations count from the moment a
/// message should have been sent.
/// </summary>
internal static class OpenLoop
{
    /// <param name="rig">the server and its people</param>
    /// <param name="conversations">how many at once</param>
    /// <param name="rate">messages per second over all conversations</param>
    /// <param name="warmUp">before counting begins</param>
    /// <param name="duration">of the counting</param>
    /// <param name="patience">people stop writing where so many of their messages are still under way</param>
    public static async Task<Measured> Run(
        Rig rig, int conversations, double rate, TimeSpan warmUp, TimeSpan duration, int patience = int.MaxValue)
    {
        var open = await rig.Floor.Open(conversations);
        var isOver = false;
        EventLoop.Detach(Arrive(rig, open, rate, patience, () => isOver));

        await Window.Pass(rig, "warming up", warmUp);
        var counted = await Window.Count(rig, $"open loop, {rate:N0} msg/s", duration);
        isOver = true;

        await rig.Floor.Settle(open);
        return counted();
    }

    private static async ValueTask Arrive(Rig rig, IReadOnlyList<Conversation> open, double rate, int patience, Func<bool> isOver)
    {
        var (loop, random) = (rig.Loop, rig.Floor.Random);
        for (var next = loop.Now; !isOver(); next += Arrivals.Gap(random, rate))
        {
            if (next > loop.Now)
                await loop.Until(next);
            if (isOver())
                return; // what is written now would miss the reading of what is stored
            var side = random.Next(2) == 0 ? Side.Citizen : Side.Agent;
            var conversation = open[random.Next(open.Count)];
            if (conversation.UnderWay < patience)
                EventLoop.Detach(conversation.Say(side, next));
        }
    }
}
