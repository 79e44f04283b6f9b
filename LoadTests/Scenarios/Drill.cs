using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>
/// The server is killed without a word at moments nobody chose, while people start, talk and close. It comes back, they go on, and
/// what they do not know the outcome of they send again, the same. Then the ledger must be clean.
/// </summary>
internal static class Drill
{
    /// <summary>Messages of one conversation before it is closed and its place goes to the next citizen.</summary>
    private const int LongestTalk = 200;

    /// <param name="rig">the server, which must be ours to kill</param>
    /// <param name="conversations">at once</param>
    /// <param name="kills">how often</param>
    /// <param name="between">mean time between a readiness and the next kill</param>
    public static async Task<LedgerReport> Run(Rig rig, int conversations, int kills, TimeSpan between)
    {
        if (rig.Server.Alone is not { IsOurs: true } server)
            throw new InvalidOperationException("Only a server that was started here is killed here.");

        var isOver = false;
        var seats = Enumerable.Range(0, conversations).Select(_ => Occupy(rig, () => isOver)).ToList();
        for (var kill = 1; kill <= kills; kill++)
        {
            await Window.Pass(rig, $"until kill {kill} of {kills}", between * (0.5 + rig.Floor.Random.NextDouble()));
            await server.Kill();
            await server.Start();
        }

        await Window.Pass(rig, "after the last kill", between);
        isOver = true;
        await ClosedLoop.WhenLanded(rig.Loop, seats);

        await rig.Floor.Settle([.. rig.Floor.Conversations]);
        return rig.Floor.Ledger.Check();
    }

    private static async Task Occupy(Rig rig, Func<bool> isOver)
    {
        while (!isOver())
        {
            try
            {
                await TalkOnce(rig, isOver);
            }
            catch (ContractBrokenException refused)
            {
                rig.Floor.Ledger.Note(new Fault(FaultKind.Lost, "", 0, refused.Message)); // it was promised before the kill
            }
        }
    }

    private static async Task TalkOnce(Rig rig, Func<bool> isOver)
    {
        var conversation = await rig.Floor.Start(rig.Loop.Now);
        await conversation.Reached();
        var length = rig.Floor.Random.Next(LongestTalk);
        for (var turn = 0; turn < length && !isOver(); turn++)
            await conversation.Say(turn % 2 == 0 ? Side.Citizen : Side.Agent, rig.Loop.Now);
        await rig.Floor.Settle([conversation]);
    }
}
