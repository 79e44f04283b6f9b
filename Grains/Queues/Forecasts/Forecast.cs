using System.Collections.Immutable;

namespace Muster.Queues.Forecasts;

/// <summary>
/// How long those who wait in one line will wait, learned from the line itself. No I/O; told the time and what happens.
/// </summary>
/// <remarks>
/// Who has <c>n</c> before them waits until <c>n + 1</c> have gone, to an agent or away: with <c>s</c> places at the agents, a pace <c>m</c> at which
/// one place takes people while a line waits, and a rate <c>a</c> at which each who waits gives up, that is the sum of <c>1 / (s m + i a)</c> for
/// <c>i</c> from 0 to <c>n</c> (the estimator QL_m of Ibrahim and Whitt 2009, "Real-time delay estimation in overloaded multiserver queues with
/// abandonments"). The pace is measured, so it holds agents who serve other queues too, and the places are counted, so that who comes or goes
/// counts at once. The range comes from how far the last forecasts were off, see <see cref="Misses"/>. Why this and not another: <c>docs/forecast.md</c>.
/// </remarks>
public sealed class Forecast
{
    /// <summary>Nobody is told a longer wait than this: it is "we cannot estimate".</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    /// <summary>Arrivals in <see cref="Step"/> beyond so many times what was usual are a surge: nothing that was learned need hold.</summary>
    public const double SurgeFactor = 5;

    /// <summary>Over this time arrivals are compared with what was usual.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>Fewer arrivals in <see cref="Step"/> than this are no surge.</summary>
    public const int LeastSurge = 10;

    /// <summary>Seconds that have to be known before anything is called unusual.</summary>
    private const double LeastUsual = 300;

    /// <summary>Nothing is estimated for so long after the last sign of a surge.</summary>
    public static readonly TimeSpan SurgeLasts = TimeSpan.FromMinutes(10);

    /// <summary>Those who were served while others waited, before anything is estimated: what nobody would be told is not followed up either.</summary>
    public const int LeastServed = 5;

    /// <summary>Nobody looks further along a line.</summary>
    private const int MostAhead = 200_000;

    /// <summary>Seconds until somebody is there who has a free place: no more is promised than "a minute or less".</summary>
    private const int AtOnce = 60;

    /// <summary>Forecasts that are followed up at the same time.</summary>
    private const int MostPromises = 2_000;

    /// <summary>The part of a forecast's error that does not shrink with the number before: the pace itself is not sure.</summary>
    private const double Unsure = 0.3;

    /// <summary>A rate from fewer events is off by a tenth more often than not.</summary>
    private const double LeastEvents = 100;

    /// <summary>The share of the misses that the low end of a range (p50) covers, and the high one (p80): a little more than those, because offices change.</summary>
    private const double LowMisses = 0.52;

    /// <inheritdoc cref="LowMisses"/>
    private const double HighMisses = 0.84;

    private static readonly TimeSpan PaceHalfLife = TimeSpan.FromMinutes(30);

    private readonly Fading _pace = new(PaceHalfLife, LeastEvents);
    private readonly Fading _givingUp = new(PaceHalfLife, LeastEvents);
    private readonly Fading _usual = new(PaceHalfLife);
    private readonly Queue<DateTimeOffset> _arrivals = new();
    private readonly Dictionary<string, Promise> _promises = [];
    private readonly Queue<Promise> _gone = new();

    /// <summary>Who found a free place: they say nothing about how fast a line moves.</summary>
    private readonly HashSet<string> _atOnce = [];

    private readonly Misses _misses = new();
    private readonly Queue<bool> _kept = new();
    private readonly Queue<(DateTimeOffset At, double Mean)> _trend = new();
    private DateTimeOffset? _at;
    private DateTimeOffset _surgeUntil;
    private int _waiting;
    private int _places;
    private int _free;
    private int _served;
    private long _joined;

    /// <summary>Changes whenever something was learned.</summary>
    public long Learned { get; private set; }

    /// <summary>What was learned, to be stored.</summary>
    public Experience Experience => new()
    {
        Pace = _pace.Known,
        GivingUp = _givingUp.Known,
        Usual = _usual.Known,
        Misses = _misses.Known.Newest,
        RealMisses = _misses.Known.Real,
        Kept = [.. _kept],
        Served = _served,
        SurgeUntil = _surgeUntil,
    };

    /// <summary>Goes on from what an earlier activation has learned; before anything else is told. Who waited then is not followed up.</summary>
    public void Recall(Experience experience)
    {
        (_pace.Known, _givingUp.Known, _usual.Known) = (experience.Pace, experience.GivingUp, experience.Usual);
        if (!experience.Misses.IsEmpty)
            _misses.Known = (experience.Misses, experience.RealMisses);
        foreach (var isKept in experience.Kept)
            _kept.Enqueue(isKept);
        (_served, _surgeUntil) = (experience.Served, experience.SurgeUntil);
    }

    /// <summary>Time passes and the line and the agents are as they are; called before anything else that happens, and every second or so.</summary>
    /// <param name="waiting">How many wait.</param>
    /// <param name="places">Conversations that all available agents can hold together, used or free.</param>
    /// <param name="free">Those of them that nobody uses.</param>
    public void See(DateTimeOffset now, int waiting, int places, int free)
    {
        if (free > 0)
            Follow(long.MaxValue, now);

        var seconds = _at is { } before && now > before ? (now - before).TotalSeconds : 0;
        _pace.Pass(now, _waiting > 0 ? _places * seconds : 0);
        _givingUp.Pass(now, _waiting * seconds);
        _usual.Pass(now, seconds);
        while (_arrivals.TryPeek(out var first) && now - first > Step)
        {
            _arrivals.Dequeue();
            _usual.Count(); // only what is no news any more is usual
        }

        if (IsSurge())
            _surgeUntil = now + SurgeLasts;
        (_at, _waiting, _places, _free) = (now, waiting, places, free);
    }

    /// <summary>Somebody waits.</summary>
    /// <param name="conversation">Who.</param>
    /// <param name="ahead">How many are before them; null where that is not known, and no forecast of theirs is followed up.</param>
    /// <param name="isBack">They came before: it is no sign of more people than usual.</param>
    public void Join(DateTimeOffset now, string conversation, int? ahead, bool isBack = false)
    {
        Learned++;
        if (!isBack)
            _arrivals.Enqueue(now);
        if (_free > 0)
            _atOnce.Add(conversation);
        else if (_served >= LeastServed && ahead is { } before && Mean(before) is { } mean && _promises.Count + _gone.Count < MostPromises)
            _promises[conversation] = new Promise(_joined++, now, mean, Spread(before), Range(before, mean).High);
    }

    /// <summary>An agent has them.</summary>
    public void Serve(DateTimeOffset now, string conversation)
    {
        Learned++;
        if (!_atOnce.Remove(conversation))
        {
            _pace.Count();
            _served++;
        }

        if (!_promises.Remove(conversation, out var promise))
            return;

        Follow(promise.Number, now);
        Learn(promise, now);
    }

    /// <summary>They went away, or elsewhere. Had they stayed, they would be served before whoever came later: so it is known of them, too, how long it would have taken.</summary>
    public void Leave(string conversation)
    {
        Learned++;
        _atOnce.Remove(conversation);
        _givingUp.Count();
        if (_promises.Remove(conversation, out var promise))
            _gone.Enqueue(promise);
    }

    /// <summary>They wait no longer, and have not given up: nothing is learned of it.</summary>
    public void Withdraw(string conversation)
    {
        _atOnce.Remove(conversation);
        _promises.Remove(conversation);
    }

    /// <summary>What can be said to those who wait.</summary>
    public Outlook Look(DateTimeOffset now)
    {
        var accuracy = new ForecastAccuracy(_kept.Count(isKept => isKept), _kept.Count);
        var points = ImmutableArray.CreateBuilder<WaitPoint>();
        if (_free > 0)
        {
            // As many as there are free places are served at once; whoever comes after them waits like behind a line.
            points.Add(new WaitPoint(0, 0, AtOnce));
            if (_free > 1)
                points.Add(new WaitPoint(_free - 1, 0, AtOnce));
        }
        else if (WhyNot(now) is { } why)
        {
            return new Outlook(now, [], why, Trend: null, accuracy);
        }

        if (Mean(0) is not null)
            AddLine(points);
        return points.Count == 0 ? new Outlook(now, [], NoEstimate.TooLong, Trend: null, accuracy)
            : new Outlook(now, points.ToImmutable(), null, _free > 0 ? WaitTrend.Steady : TrendOf(now), accuracy);
    }

    /// <summary>Beyond the end of the line, too, as far as anything can be told: it grows between two looks.</summary>
    private void AddLine(ImmutableArray<WaitPoint>.Builder points)
    {
        for (var ahead = 0; ahead <= MostAhead; ahead = ahead < 4 ? ahead + 1 : ahead * 3 / 2)
        {
            var (low, high) = Range(ahead, Mean(ahead)!.Value);
            if (high > Horizon.TotalSeconds)
                return;
            points.Add(new WaitPoint(_free + ahead, (int)Math.Ceiling(low), Math.Max((int)Math.Ceiling(high), _free > 0 ? AtOnce : 0)));
        }
    }

    private string? WhyNot(DateTimeOffset now) =>
        _places == 0 ? NoEstimate.NobodyServes
        : now < _surgeUntil ? NoEstimate.Surge
        : _served < LeastServed || Mean(0) is null ? NoEstimate.NothingLearned
        : null;

    private bool IsSurge() => _usual.Exposure >= LeastUsual && _arrivals.Count >= LeastSurge && _arrivals.Count > SurgeFactor * (((_usual.PerUnit ?? 0) * Step.TotalSeconds) + 1);

    /// <summary>Seconds until so many and one more have gone.</summary>
    private double? Mean(int ahead)
    {
        var speed = _places * (_pace.PerUnit ?? 0);
        if (speed <= 0)
            return null;

        // The sum is an integral but for its ends: exact to a few percent, whatever the number.
        var leaving = _givingUp.PerUnit ?? 0;
        return (1 / speed) + (leaving <= 0 ? ahead / speed : Math.Log((speed + (leaving * (ahead + 0.5))) / (speed + (leaving * 0.5))) / leaving);
    }

    private static double Spread(int ahead) => Math.Sqrt((1.0 / (ahead + 1)) + (Unsure * Unsure));

    private (double Low, double High) Range(int ahead, double mean)
    {
        var low = Math.Max(0, mean * (1 + (_misses.Quantile(LowMisses) * Spread(ahead))));
        return (low, Math.Max(low, mean * (1 + (_misses.Quantile(HighMisses) * Spread(ahead)))));
    }

    /// <summary>Those who went away would have been served by now if they had come before that number.</summary>
    private void Follow(long before, DateTimeOffset now)
    {
        for (var left = _gone.Count; left > 0; left--)
        {
            var promise = _gone.Dequeue();
            if (promise.Number < before)
                Learn(promise, now);
            else
                _gone.Enqueue(promise);
        }
    }

    private void Learn(Promise promise, DateTimeOffset now)
    {
        var waited = (now - promise.At).TotalSeconds;
        _misses.Add((waited - promise.Mean) / (promise.Mean * promise.Spread));
        _kept.Enqueue(waited <= promise.High);
        if (_kept.Count > ForecastAccuracy.MostOf)
            _kept.Dequeue();
    }

    private WaitTrend? TrendOf(DateTimeOffset now)
    {
        var mean = Mean(_waiting)!.Value;
        if (_trend.Count == 0 || now - _trend.Last().At >= Step)
            _trend.Enqueue((now, mean));
        while (_trend.Count > 1 && now - _trend.Peek().At > 5 * Step)
            _trend.Dequeue();
        var (at, before) = _trend.Peek();
        return now - at < 2 * Step ? null : mean > before * 1.25 ? WaitTrend.Rising : mean < before * 0.75 ? WaitTrend.Falling : WaitTrend.Steady;
    }

    private sealed record Promise(long Number, DateTimeOffset At, double Mean, double Spread, double High);
}
