using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>More is written than the server can take, for half a minute; ten seconds later it must be as quick as ever.</summary>
internal static class Overload
{
    private const double Excess = 1.5;
    private const int PatienceOfPeople = 8;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    public static async Task<(Measured During, Measured After)> Run(Rig rig, int conversations, double saturation, double usualRate, TimeSpan window)
    {
        var during = await OpenLoop.Run(rig, conversations, saturation * Excess, TimeSpan.Zero, Length, PatienceOfPeople);
        await Window.Pass(rig, "recovering", Recovery);
        return (during, await OpenLoop.Run(rig, conversations, usualRate, TimeSpan.Zero, window));
    }
}
