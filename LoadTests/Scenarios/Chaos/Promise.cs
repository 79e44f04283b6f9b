namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What a campaign is to show, and whether it did.</summary>
/// <param name="Words">what was promised</param>
/// <param name="IsKept">whether it held</param>
/// <param name="Seen">what was seen instead of it, or of it</param>
internal sealed record Promise(string Words, bool IsKept, string Seen);
