
namespace Muster.LoadTests.Scenarios;

/// <summary>Agents who close their oldest conversation in turn. One whose place has not been filled yet is passed over.</summary>
/// <param name="rig">whose agents</param>
internal sealed class Closing(Rig rig)
{
    private int _closed;

    /// <param name="closes">how many</param>
    /// <param name="perSecond">at an even pace, from now on</param>
    public async Task Many(int closes, double perSecond)
    {
        var next = rig.Loop.Now;
        for (var closed = 0; closed < closes; closed++)
        {
            next += (long)(1e9 / perSecond);
            if (next > rig.Loop.Now)
                await rig.Loop.Until(next);
            await One();
        }
    }

    private async Task One()
    {
        if (rig.Floor.Agents[_closed++ % rig.Floor.Agents.Count] is not { FreedAt: 0, Held: [var oldest, ..] } agent)
            return;

        agent.FreedAt = rig.Loop.Now;
        await oldest.Close();
        rig.Floor.Delivered++;
    }
}
