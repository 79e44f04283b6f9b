using Muster.LoadTests.Clients;
using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>Every agent is full and a line waits; agents close one conversation after the other. How soon is the next citizen on the screen?</summary>
internal static class FullHouse
{
    /// <param name="rig">the server and its people</param>
    /// <param name="conversations">what fills every agent</param>
    /// <param name="waiting">how many more wait</param>
    /// <param name="closesPerSecond">until the line is empty</param>
    /// <returns>in which <see cref="Measured.Refilled"/> counts</returns>
    public static async Task<Measured> Run(Rig rig, int conversations, int waiting, double closesPerSecond)
    {
        var served = await rig.Floor.Open(conversations);
        var line = new List<Conversation>();
        await Floor.ForEach(Enumerable.Range(0, waiting), async _ => line.Add(await rig.Floor.Start(rig.Loop.Now)));
        await Window.Pass(rig, $"{waiting:N0} waiting", TimeSpan.FromSeconds(1));

        var closing = new Closing(rig).Many(waiting, closesPerSecond);
        var counted = await Window.Count(rig, $"{waiting:N0} waiting", TimeSpan.FromSeconds(waiting / closesPerSecond));
        await closing;
        await ClosedLoop.WhenLanded(rig.Loop, line.Select(conversation => conversation.Reached()));

        await rig.Floor.Settle([.. served, .. line]);
        return counted();
    }
}
