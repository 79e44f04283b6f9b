using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>
/// Everyone is connected and nobody says a word: what does the server keep for each? To be asked of a server that has done nothing yet,
/// else it fills the room that others left.
/// </summary>
internal static class IdleHouse
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <returns>KiB of resident memory per open conversation, both streams connected</returns>
    public static async Task<double> Run(Rig rig, int conversations)
    {
        var family = rig.Server.Family;
        var few = await rig.Floor.Open(conversations / 5); // what the first ones cost, code above all, is not theirs
        await Window.Pass(rig, "few idle", Quiet);
        var withFew = ProcessGauge.ResidentMiB(family);

        var rest = await rig.Floor.Open(conversations - few.Count);
        await Window.Pass(rig, "all idle", Quiet);
        var withAll = ProcessGauge.ResidentMiB(family);

        await rig.Floor.Settle([.. few, .. rest]);
        return (withAll - withFew) * 1024 / rest.Count;
    }
}
