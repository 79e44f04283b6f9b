using Muster.Identity;
using Muster.Metrics;

namespace Muster.Tests.Metrics;

/// <summary>Whose figures they are.</summary>
public sealed class MetricsKeyTests
{
    [Theory]
    [InlineData("2026-11-23T10:00:00Z", "demo/general/2026-11-23T10:00")]
    [InlineData("2026-11-23T10:14:59Z", "demo/general/2026-11-23T10:00")]
    [InlineData("2026-11-23T10:15:00Z", "demo/general/2026-11-23T10:15")]
    [InlineData("2026-11-23T10:15:00+10:00", "demo/general/2026-11-23T00:15")]
    public void A_moment_belongs_to_one_quarter_of_an_hour(string at, string key) =>
        Assert.Equal(key, QuarterOfHour.Key("demo", "general", DateTimeOffset.Parse(at, null)));

    [Fact]
    public void A_key_is_read_back() =>
        Assert.Equal(
            new MetricsKey("demo", "general", new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero)),
            MetricsKey.Parse("demo/general/2026-11-23T10:15"));

    [Fact]
    public void Figures_are_for_those_who_answer_for_the_queue()
    {
        var key = MetricsKey.Parse("demo/general/2026-11-23T10:15");

        Assert.True(key.MaySee(Caller.Staff(Role.Supervisor, "demo", "s", ["general"])));
        Assert.True(key.MaySee(Caller.Staff(Role.Administrator, "demo", "a", [])));
        Assert.False(key.MaySee(Caller.Staff(Role.Supervisor, "demo", "s", ["flood"])));
        Assert.False(key.MaySee(Caller.Staff(Role.Agent, "demo", "a", ["general"])));
        Assert.False(key.MaySee(Caller.Staff(Role.Administrator, "other", "a", ["general"])));
        Assert.False(key.MaySee(Caller.Citizen("demo", "demo/c")));
    }
}
