using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>Everyone is connected and nobody says a word: what does the server keep for each?</summary>
internal static class IdleHouse
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <returns>KiB of resident memory per open conversation, both streams connected</returns>
    public static async Task<double> Run(Rig rig, int conversations)
    {
        var rehearsal = await rig.Floor.Open(conversations / 4); // what the first ones cost, code above all, is not theirs
        await rig.Floor.Settle(rehearsal);
        await Window.Pass(rig, "empty", Quiet);
        var family = ProcessGauge.Family(rig.Server.Id);
        var empty = ProcessGauge.ResidentMiB(family);

        var open = await rig.Floor.Open(conversations);
        await Window.Pass(rig, "idle", Quiet);
        var idle = ProcessGauge.ResidentMiB(family);

        await rig.Floor.Settle(open);
        return (idle - empty) * 1024 / conversations;
    }
}
