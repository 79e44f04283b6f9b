using System.Text.Json;
using Muster.Queues;
using Muster.Queues.Forecasts;

namespace Muster.Tests.Queues.Forecasts;

/// <summary>What a forecast has learned outlives the activation that learned it.</summary>
public sealed class ExperienceTests
{
    [Theory]
    [InlineData("bursty")]
    [InlineData("shared agents")]
    [InlineData("shifts")]
    public void A_queue_that_moves_every_half_hour_tells_as_much_and_as_well(string office)
    {
        var weather = Weather.HeldOut.Single(weather => weather.Name == office);
        var told = new List<Told>();
        new Office(weather, 1, [new Product(), new Product(movesEvery: TimeSpan.FromMinutes(30))], one =>
        {
            if (one is { At: > 4 * Weather.Hour, Waited: > 0 })
                told.Add(one);
        }).Run(30);

        var (stays, moves) = (Of(0), Of(1));
        Assert.InRange(moves.Told, stays.Told - 0.03, 1);
        Assert.InRange(moves.Kept, 0.75, 0.90);

        (double Told, double Kept) Of(int model)
        {
            var ranges = told.Where(one => one.Ranges[model] is not null).ToList();
            return (ranges.Count / (double)told.Count, ranges.Count(one => one.Waited <= one.Ranges[model]!.Value.High) / (double)ranges.Count);
        }
    }

    [Fact]
    public void A_surge_goes_on_after_a_move()
    {
        var (forecast, now) = (new Forecast(), new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero));
        for (var second = 0; second < 600; second += 10)
            forecast.See(now.AddSeconds(second), 5, 4, 0);
        now = now.AddSeconds(600);
        for (var who = 0; who < 30; who++)
            forecast.Join(now, $"{who}", who);
        forecast.See(now, 30, 4, 0);
        Assert.Equal(NoEstimate.Surge, forecast.Look(now).WhyNot);

        var successor = Successor(forecast);
        successor.See(now.AddSeconds(5), 30, 4, 0);

        Assert.Equal(NoEstimate.Surge, successor.Look(now.AddSeconds(5)).WhyNot);
    }

    [Fact]
    public void A_successor_tells_the_same_and_how_good_the_last_ones_were()
    {
        var (forecast, now) = ForecastTests.Learned();
        forecast.See(now, 20, 4, 0);

        var successor = Successor(forecast);
        successor.See(now, 20, 4, 0);

        var (told, toldBySuccessor) = (forecast.Look(now), successor.Look(now));
        Assert.Equal(told.Points, toldBySuccessor.Points);
        Assert.Equal((told.WhyNot, told.Accuracy), (toldBySuccessor.WhyNot, toldBySuccessor.Accuracy));
        Assert.NotEqual(0, told.Accuracy.Of);
    }

    /// <summary>What was stored is all that it has.</summary>
    internal static Forecast Successor(Forecast forecast)
    {
        var successor = new Forecast();
        successor.Recall(Stored(forecast.Experience));
        return successor;
    }

    internal static Experience Stored(Experience experience) =>
        JsonSerializer.Deserialize<Experience>(JsonSerializer.Serialize(experience, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
}
