namespace Muster.LoadTests.Scenarios;

internal static class Warmth
{
    /// <summary>After that long under full load the runtime has compiled what is hot.</summary>
    public static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);
}
