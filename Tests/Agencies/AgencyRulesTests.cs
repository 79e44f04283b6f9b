using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>What citizens are told about hours.</summary>
public sealed class AgencyRulesTests
{
    private static readonly AgencySettings Office = Some.Agency with
    {
        TimeZone = "UTC",
        Queues = [new QueueSettings("general", "General enquiries"), new QueueSettings("flood", "Flood help") { Hours = [] }],
        Hours = [new OpenHours(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(17, 0))],
    };

    [Fact]
    public void An_open_queue_tells_when_it_closes()
    {
        var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        var view = Office.View(noon);

        Assert.Equal(new QueueOpening("general", true, null, noon.AddHours(5)), view.Queues[0]);
        Assert.Equal(new QueueOpening("flood", true, null, null), view.Queues[1]);
        Assert.Equal(noon.AddHours(5), view.HoldsUntil());
    }

    [Fact]
    public void A_closed_queue_tells_when_it_opens()
    {
        var evening = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

        var view = Office.View(evening);

        Assert.Equal(new QueueOpening("general", false, new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), null), view.Queues[0]);
    }

    [Fact]
    public void What_never_changes_holds_for_ever() => Assert.Equal(DateTimeOffset.MaxValue, Some.Agency.View(Some.Moment).HoldsUntil());
}
