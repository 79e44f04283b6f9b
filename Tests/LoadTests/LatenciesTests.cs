using Muster.LoadTests.Measures;

namespace Muster.Tests.LoadTests;

public sealed class LatenciesTests
{
    [Fact]
    public void Percentiles_are_right_within_two_percent()
    {
        var latencies = new Latencies();
        for (var microseconds = 1; microseconds <= 100_000; microseconds++)
            latencies.Add(microseconds * 1000L);

        Assert.InRange(latencies.Percentile(0.50), 50.0, 51.0);
        Assert.InRange(latencies.Percentile(0.95), 95.0, 97.0);
        Assert.InRange(latencies.Percentile(0.99), 99.0, 100.0);
        Assert.Equal(100.0, latencies.Summary().Max);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1_000_000_007)]
    [InlineData(long.MaxValue)]
    public void A_single_duration_is_its_own_percentile(long nanoseconds)
    {
        var latencies = new Latencies();

        latencies.Add(nanoseconds);

        Assert.Equal(nanoseconds / 1e6, latencies.Percentile(0.99));
    }

    [Fact]
    public void Without_durations_there_is_nothing_to_report()
    {
        Assert.Equal(new Percentiles(0, 0, 0, 0, 0), new Latencies().Summary());
    }
}
