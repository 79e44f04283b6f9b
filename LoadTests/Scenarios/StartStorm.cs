using Muster.LoadTests.Measures;
using Muster.LoadTests.Clients;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>Citizens start at a fixed mean rate while agents are free; each is served for a moment and closed, so that capacity frees again.</summary>
internal static class StartStorm
{
    private static readonly TimeSpan Service = TimeSpan.FromMilliseconds(500);

    /// <returns>in which messages are conversations that reached an agent</returns>
    public static async Task<Measured> Run(Rig rig, double startsPerSecond, TimeSpan warmUp, TimeSpan duration)
    {
        var served = new List<Conversation>();
        var underWay = 0;
        var isOver = false;
        EventLoop.Detach(Arrive());

        await Window.Pass(rig, "warming up", warmUp);
        var counted = await Window.Count(rig, $"{startsPerSecond:N0} starts/s", duration);
        isOver = true;
        for (var patience = 0; underWay > 0 && patience < 1000; patience++)
            await rig.Loop.Pause(TimeSpan.FromMilliseconds(10));

        await rig.Floor.Settle(served);
        return counted();

        async ValueTask Arrive()
        {
            for (var next = rig.Loop.Now; !isOver; next += Arrivals.Gap(rig.Floor.Random, startsPerSecond))
            {
                if (next > rig.Loop.Now)
                    await rig.Loop.Until(next);
                if (isOver)
                    return;
                EventLoop.Detach(Visit(next));
            }
        }

        async ValueTask Visit(long intendedAt)
        {
            underWay++;
            var tally = rig.Floor.Tally;
            var conversation = await rig.Floor.Start(intendedAt);
            served.Add(conversation);
            await conversation.Reached();
            tally.Reached.Add(conversation.ReachedAt - intendedAt);
            rig.Floor.Delivered++;
            await rig.Loop.Pause(Service);
            await conversation.Close();
            conversation.Leave();
            underWay--;
        }
    }
}
