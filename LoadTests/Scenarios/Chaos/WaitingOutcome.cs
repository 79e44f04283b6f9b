namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Of those who came first and were not served first.</summary>
/// <param name="HeldUp">people who had to wait for a process that was away, and were next when it was there again</param>
/// <param name="Lost">people who lost their place</param>
/// <param name="Longest">that anybody of these was served after one behind them: nanoseconds; the longest there is, where somebody never was</param>
internal sealed record WaitingOutcome(int HeldUp, int Lost, long Longest);
