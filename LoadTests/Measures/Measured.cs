namespace Muster.LoadTests.Measures;

/// <summary>What one window of a run showed.</summary>
/// <param name="Server">which server</param>
/// <param name="Scenario">what was done to it</param>
/// <param name="Seconds">length of the window</param>
/// <param name="Messages">acknowledged and shown to the other side inside the window</param>
/// <param name="ServerSecondsPer1000">processor seconds of the server for 1,000 of them</param>
/// <param name="Parts">which of its processes took how much of that; empty where it is one</param>
/// <param name="DriverSecondsPer1000">of the load generator itself</param>
/// <param name="ElsewhereShare">share of all processors that went to neither: above a few percent the machine was not quiet</param>
/// <param name="ResidentMiB">of the server, at the end</param>
/// <param name="Refused">429 and 503</param>
/// <param name="SentAgain">requests whose outcome was unknown</param>
/// <param name="Acknowledged">ms from the intended time</param>
/// <param name="Delivered">ms from the intended time</param>
/// <param name="Reached">ms from the intended start to an agent's screen</param>
/// <param name="Refilled">ms from a close to the next waiting citizen on the same screen</param>
internal sealed record Measured(
    string Server,
    string Scenario,
    double Seconds,
    long Messages,
    double ServerSecondsPer1000,
    string Parts,
    double DriverSecondsPer1000,
    double ElsewhereShare,
    double ResidentMiB,
    long Refused,
    long SentAgain,
    Percentiles Acknowledged,
    Percentiles Delivered,
    Percentiles Reached,
    Percentiles Refilled)
{
    public double PerSecond => Messages / Seconds;

    /// <summary>Processor seconds of the server in each second, whatever it did with them.</summary>
    public double ServerSecondsPerSecond => ServerSecondsPer1000 * Math.Max(Messages, 1) / 1_000 / Seconds;
}
