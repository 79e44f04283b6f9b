namespace Muster.LoadTests.Scenarios;

/// <summary>People come independently of each other.</summary>
internal static class Arrivals
{
    /// <returns>nanoseconds until the next of them, exponentially distributed</returns>
    public static long Gap(Random random, double perSecond) => (long)(-Math.Log(1 - random.NextDouble()) / perSecond * 1e9);
}
