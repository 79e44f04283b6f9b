using Muster.LoadTests.Clients;

namespace Muster.LoadTests.Scenarios;

/// <summary>A network comes back: every citizen resumes the stream where it broke, as fast as the server lets them.</summary>
internal static class ResumeStorm
{
    private const int Times = 5;

    /// <returns>connections per second</returns>
    public static async Task<double> Run(Rig rig, int conversations)
    {
        var open = await rig.Floor.Open(conversations);
        var began = rig.Loop.Now;
        for (var time = 0; time < Times; time++)
        {
            rig.Board.Show($"{rig.Server.Name}: resuming", (double)time / Times);
            await Floor.ForEach(open, conversation => conversation.Reconnect());
        }

        var seconds = (rig.Loop.Now - began) / 1e9;
        await rig.Floor.Settle(open);
        return Times * conversations / seconds;
    }
}
