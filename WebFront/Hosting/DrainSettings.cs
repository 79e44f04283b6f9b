namespace Muster.WebFront.Hosting;

/// <summary>How a front that is told to stop lets its readers go.</summary>
/// <param name="Over">The streams end spread over so long, 0 to 25 s; 0 is all at once, for a front that is the only one.</param>
public sealed record DrainSettings(TimeSpan Over)
{
    /// <summary>A stop is over within 30 s; what follows the streams needs some of it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);
}
