using System.Globalization;
using Muster.Queues;
using Muster.Queues.Forecasts;

namespace Muster.Tests.Queues.Forecasts;

/// <summary>
/// The forecast against offices it knows nothing of, and against the models that were not chosen. <c>MUSTER_FORECAST=100 ./test Forecast</c> runs each
/// office for as many hours and measures what docs/forecast.md says.
/// </summary>
public sealed class ForecastTests(ITestOutputHelper output)
{
    /// <summary>What was learned in these counts, and is not judged.</summary>
    private const double Warmup = 4 * Weather.Hour;

    private const int Seeds = 2;

    private static readonly string? Measured = Environment.GetEnvironmentVariable("MUSTER_FORECAST");

    private static readonly double Hours = double.Parse(Measured ?? "30", CultureInfo.InvariantCulture);

    private readonly DateTimeOffset _start = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Offices => [.. Weather.HeldOut.Select(weather => weather.Name)];

    [Theory]
    [MemberData(nameof(Offices))]
    public void Four_in_five_are_served_within_what_they_were_told_and_no_other_model_says_it_better(string office)
    {
        var weather = Weather.HeldOut.Single(weather => weather.Name == office);

        // The simulation of the roster takes minutes for a large office: it is asked where somebody waits for the figures.
        var scores = Judge(weather, () => [new Product(), new LastMean(), new Smoothed(), new LastToEnter(), new ErlangA(), .. Measured is null ? (IWaitModel[])[] : [new RosterSimulation()]]);

        output.WriteLine($"{weather.Name}: {scores[0].Waited} waited, {scores[0].MeanWait:0} s on average");
        foreach (var score in scores)
            output.WriteLine($"  {score.Name,-26} told {score.Told,6:0.0 %}  p50 {score.Low,6:0.0 %}  p80 {score.High,6:0.0 %}  range {score.Width,5:0.00}  loss {score.Loss:0.000}");
        Assert.InRange(scores[0].High, 0.75, 0.90);
        Assert.InRange(scores[0].Told, 0.80, 1);
        Assert.InRange(scores[0].Loss, 0, scores.Min(score => score.Loss) * 1.03);
    }

    [Fact]
    public void Fifty_times_as_many_and_within_two_minutes_nothing_is_estimated()
    {
        const double step = 3 * Weather.Hour;
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var told = new List<Told>();
            new Office(Weather.Flood(step), seed, [new Product()], told.Add).Run(6);

            Assert.All(told.Where(one => one.At is > step + 120 and < step + 600), one => Assert.Null(one.Ranges[0]));
            Assert.Contains(told, one => one is { At: > Weather.Hour and < step } && one.Ranges[0] is not null);
            output.WriteLine($"seed {seed}: first not told {told.Where(one => one.At > step && one.Ranges[0] is null).Min(one => one.At) - step:0} s after the step began");
        }
    }

    [Fact]
    public void Without_agents_or_before_anybody_was_served_it_says_why_there_is_no_estimate()
    {
        var forecast = new Forecast();
        forecast.See(_start, 3, 0, 0);
        Assert.Equal(NoEstimate.NobodyServes, forecast.Look(_start).WhyNot);
        forecast.See(_start, 3, 4, 0);
        Assert.Equal(NoEstimate.NothingLearned, forecast.Look(_start).WhyNot);
        Assert.Null(forecast.Look(_start).For(0));
    }

    [Fact]
    public void Who_finds_a_free_place_is_told_a_minute_or_less()
    {
        var forecast = new Forecast();
        forecast.See(_start, 0, 4, 1);

        Assert.Equal(new WaitPoint(0, 0, 60), forecast.Look(_start).For(0));
        Assert.Null(forecast.Look(_start).For(1));
        forecast.See(_start, 0, 4, 3);
        Assert.Equal(new WaitPoint(2, 0, 60), forecast.Look(_start).For(2));
    }

    [Fact]
    public void A_queue_that_was_just_taken_over_does_not_call_its_usual_arrivals_a_surge()
    {
        var (forecast, now) = (new Forecast(), _start);
        for (var second = 0; second < 240; second++)
        {
            now = _start.AddSeconds(second);
            forecast.See(now, second, 9, 0);
            forecast.Join(now, $"{second}", second);
        }

        Assert.NotEqual(NoEstimate.Surge, forecast.Look(now).WhyNot);
    }

    [Fact]
    public void A_burst_before_anything_is_known_makes_no_range_wide()
    {
        var (forecast, now) = (new Forecast(), _start);
        forecast.See(now, 0, 2, 0); // a place that has just become free, and nobody has said so yet
        forecast.Join(now, "first", 0);
        forecast.See(now, 1, 2, 0);
        now = now.AddMilliseconds(1);
        forecast.See(now, 1, 2, 0);
        forecast.Serve(now, "first");
        for (var who = 0; who < 16; who++)
            forecast.Join(now, $"{who}", who);
        for (var served = 0; served < 12; served++)
        {
            forecast.See(now, 16 - served, 2, 0);
            now = now.AddSeconds(3);
            forecast.See(now, 16 - served, 2, 0);
            forecast.Serve(now, $"{served}");
        }

        forecast.See(now, 4, 2, 0);

        Assert.Equal(new ForecastAccuracy(0, 0), forecast.Look(now).Accuracy);
        Assert.InRange(forecast.Look(now).For(4)!.Value.High, 12, 30);
    }

    [Fact]
    public void More_agents_shorten_the_wait_at_once_and_their_going_makes_it_longer()
    {
        var (forecast, now) = Learned();
        forecast.See(now, 20, 4, 0);
        var before = forecast.Look(now).For(20)!.Value;

        forecast.See(now, 20, 8, 0);
        var more = forecast.Look(now).For(20)!.Value;
        forecast.See(now, 20, 2, 0);
        var fewer = forecast.Look(now).For(20)!.Value;

        Assert.InRange(more.High, before.High * 0.45, before.High * 0.55);
        Assert.InRange(fewer.High, before.High * 1.9, before.High * 2.1);
    }

    [Fact]
    public void Nobody_is_told_more_than_the_horizon()
    {
        var (forecast, now) = Learned();
        forecast.See(now, 2_000, 4, 0);

        var outlook = forecast.Look(now);

        Assert.NotNull(outlook.For(0));
        Assert.Null(outlook.For(2_000));
        Assert.All(outlook.Points, point => Assert.InRange(point.High, point.Low, (int)Forecast.Horizon.TotalSeconds));
        Assert.InRange(outlook.Points.Length, 5, 40);
    }

    [Fact]
    public void The_further_back_the_longer()
    {
        var (forecast, now) = Learned();
        forecast.See(now, 60, 4, 0);
        var outlook = forecast.Look(now);

        var all = Enumerable.Range(0, 61).Select(ahead => outlook.For(ahead)!.Value).ToList();

        Assert.Equal(all.OrderBy(point => point.Low).ThenBy(point => point.High).ThenBy(point => point.Ahead), all);
        Assert.Null(outlook.For(-1));
        Assert.NotNull(outlook.For(61)); // somebody comes between two looks
    }

    /// <summary>A place takes one every 200 s while people wait.</summary>
    internal static (Forecast Forecast, DateTimeOffset Now) Learned()
    {
        var (forecast, now) = (new Forecast(), new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero));
        for (var served = 0; served < 200; served++)
        {
            now = now.AddSeconds(50);
            forecast.See(now, 20, 4, 0);
            forecast.Join(now, $"{served}", 20);
            forecast.See(now, 21, 4, 0);
            if (served >= 20)
                forecast.Serve(now, $"{served - 20}");
        }

        return (forecast, now);
    }

    private static List<Score> Judge(Weather weather, Func<IWaitModel[]> models)
    {
        var told = new List<Told>();
        string[] names = [];
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var all = models();
            names = [.. all.Select(model => model.Name)];
            new Office(weather, seed, all, one =>
            {
                if (one is { At: > Warmup, Waited: > 0 })
                    told.Add(one);
            }).Run(Hours);
        }

        return [.. names.Select((name, index) => Score.Of(name, told, index))];
    }

    /// <summary>How good one model was.</summary>
    /// <param name="Low">Share of those who were told something by the product, too, that was served within the lower end.</param>
    /// <param name="Width">Of the range, in mean waits.</param>
    /// <param name="Loss">Pinball loss of both ends (Koenker and Bassett 1978), in mean waits: it is smallest for whoever tells the true quantiles.</param>
    private sealed record Score(string Name, int Waited, double MeanWait, double Told, double Low, double High, double Width, double Loss)
    {
        public static Score Of(string name, List<Told> all, int model)
        {
            // All of them are judged by the people whom ours told something: it keeps silent where it is hardest.
            var told = all.Where(one => one.Ranges[0] is not null && one.Ranges[model] is not null).Select(one => (one.Waited, Range: one.Ranges[model]!.Value)).ToList();
            var mean = told.Average(one => one.Waited);
            return new Score(
                name,
                all.Count,
                all.Average(one => one.Waited),
                (double)told.Count / all.Count,
                told.Average(one => one.Waited <= one.Range.Low ? 1.0 : 0),
                told.Average(one => one.Waited <= one.Range.High ? 1.0 : 0),
                told.Average(one => one.Range.High - one.Range.Low) / mean,
                told.Average(one => Pinball(one.Waited, one.Range.Low, 0.5) + Pinball(one.Waited, one.Range.High, 0.8)) / mean);
        }

        private static double Pinball(double waited, double told, double share) => waited > told ? share * (waited - told) : (1 - share) * (told - waited);
    }
}
