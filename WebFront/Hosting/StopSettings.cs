namespace Muster.WebFront.Hosting;

/// <summary>How long a stop may take: the same rule for every process.</summary>
public static class StopSettings
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(5);

    /// <exception cref="WrongSettingsException">One is out of its range.</exception>
    public static void Check(TimeSpan drainOver, TimeSpan stopPatience)
    {
        if (drainOver < TimeSpan.Zero || drainOver > DrainSettings.Longest)
            throw new WrongSettingsException("settings", [new("Muster:DrainOver", $"is {drainOver}, and may be 0 s to {DrainSettings.Longest.TotalSeconds} s")]);
        if (stopPatience <= drainOver || stopPatience > LongestPatience)
            throw new WrongSettingsException("settings", [new("Muster:StopPatience", $"is {stopPatience}, and may be up to 5 minutes and longer than Muster:DrainOver")]);
    }
}
