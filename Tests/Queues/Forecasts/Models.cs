using Muster.Queues;
using Muster.Queues.Forecasts;
using Muster.Tests.Support;

namespace Muster.Tests.Queues.Forecasts;

/// <summary>The product's, through the line and the desk that it hears: every agent's places as those of one.</summary>
internal sealed class Product : IWaitModel
{
    private const string Everybody = "everybody";

    private readonly HandMovedClock _clock = new();
    private readonly DateTimeOffset _start;
    private readonly Line _line = new();
    private readonly Desk _desk;
    private readonly TimeSpan? _movesEvery;
    private Forecaster _forecaster;
    private DateTimeOffset _movedAt;
    private long _version;

    /// <param name="movesEvery">How often another activation goes on from what the one before had stored; null for never.</param>
    public Product(TimeSpan? movesEvery = null)
    {
        _movesEvery = movesEvery;
        _start = _movedAt = _clock.GetUtcNow();
        _desk = new Desk(_line, Some.QueueKey);
        _line.Listener = _forecaster = new Forecaster(_line, _desk, _clock);
    }

    public string Name => "measured pace (Muster)";

    public void See(double now, int waiting, int places, int free)
    {
        MoveTo(now);
        if (_clock.GetUtcNow() - _movedAt >= _movesEvery)
            Successor();
        _desk.Hear(Some.Availability(Everybody, free, places - free, version: ++_version));
        _forecaster.Tick();
    }

    public void Join(double now, int who, int ahead)
    {
        MoveTo(now);
        _line.Join(new JoinLine($"demo/{who}", _clock.GetUtcNow(), 3));
    }

    public void Serve(double now, int who, double waited)
    {
        MoveTo(now);
        _line.Hold($"demo/{who}", 4);
        _line.Leave($"demo/{who}", 5);
    }

    public void Leave(double now, int who)
    {
        MoveTo(now);
        _line.Close($"demo/{who}", 4);
        _line.Leave($"demo/{who}", 5);
    }

    public void Finish(double now, double took)
    {
    }

    public (double Low, double High)? Wait(double now, int ahead)
    {
        MoveTo(now);
        return _forecaster.Outlook.For(ahead) is { } point ? (point.Low, point.High) : null;
    }

    private void Successor()
    {
        var learned = ExperienceTests.Stored(_forecaster.Experience);
        _line.Listener = _forecaster = new Forecaster(_line, _desk, _clock);
        _forecaster.Recall(learned);
        _movedAt = _clock.GetUtcNow();
    }

    private void MoveTo(double now)
    {
        var by = _start.AddSeconds(now) - _clock.GetUtcNow();
        if (by > TimeSpan.Zero)
            _clock.Advance(by);
    }
}

/// <summary>A point estimate whose range comes from how far its last 150 were off, as a factor: the same help for every model that has none of its own.</summary>
internal abstract class PointModel(string name) : IWaitModel
{
    private const int Window = 150;

    private readonly Dictionary<int, (double At, double Mean)> _promises = [];
    private readonly SortedDictionary<int, (double At, double Mean)> _gone = [];
    private readonly Queue<double> _factors = new(Enumerable.Range(0, 20).Select(index => Math.Exp((index - 9.5) / 10)));
    private (double At, int Ahead, double? Mean)? _latest;
    private double[]? _sorted;
    private double _waits;
    private double _leavers;
    private double _at;

    public string Name => name;

    private int Waiting { get; set; }

    protected int Places { get; private set; }

    /// <summary>How often each who waits gives up, a second.</summary>
    protected double Leaving => _waits > 0 ? _leavers / _waits : 0;

    private int Free { get; set; }

    public virtual void See(double now, int waiting, int places, int free)
    {
        _waits += Waiting * (now - _at);
        (_at, Waiting, Places, Free) = (now, waiting, places, free);
        if (free > 0)
            Follow(int.MaxValue, now);
    }

    public virtual void Join(double now, int who, int ahead)
    {
        if (Free == 0 && Latest(now, ahead) is > 0 and var mean)
            _promises[who] = (now, mean);
    }

    public virtual void Serve(double now, int who, double waited)
    {
        Follow(who, now);
        if (_promises.Remove(who, out var promise))
            Learn(waited / promise.Mean);
    }

    public virtual void Leave(double now, int who)
    {
        _leavers++;
        if (_promises.Remove(who, out var promise))
            _gone.Add(who, promise);
    }

    public virtual void Finish(double now, double took)
    {
    }

    public (double Low, double High)? Wait(double now, int ahead) => Latest(now, ahead) is { } mean ? (mean * Quantile(0.5), mean * Quantile(0.8)) : null;

    private void Follow(int before, double now)
    {
        foreach (var (who, promise) in _gone.TakeWhile(gone => gone.Key < before).ToList())
        {
            _gone.Remove(who);
            Learn((now - promise.At) / promise.Mean);
        }
    }

    protected abstract double? Mean(double now, int ahead);

    /// <summary>What is told at a joining is what is followed up: asked once.</summary>
    private double? Latest(double now, int ahead)
    {
        if (_latest is not { } known || known.At != now || known.Ahead != ahead)
            _latest = known = (now, ahead, Mean(now, ahead));
        return known.Mean;
    }

    private void Learn(double factor)
    {
        _factors.Enqueue(factor);
        if (_factors.Count > Window)
            _factors.Dequeue();
        _sorted = null;
    }

    private double Quantile(double share)
    {
        _sorted ??= [.. _factors.Order()];
        return _sorted[(int)(share * (_sorted.Length - 1))];
    }
}

/// <summary>The mean wait of the last ten who were served (as Rocket.Chat tells it).</summary>
internal sealed class LastMean() : PointModel("mean of the last 10")
{
    private readonly Queue<double> _last = new();

    public override void Serve(double now, int who, double waited)
    {
        base.Serve(now, who, waited);
        _last.Enqueue(waited);
        if (_last.Count > 10)
            _last.Dequeue();
    }

    protected override double? Mean(double now, int ahead) => _last.Count < 5 ? null : Math.Max(1, _last.Average());
}

/// <summary>A = 0.9 A' + 0.1 W (as Salesforce documents its own).</summary>
internal sealed class Smoothed() : PointModel("0.9 A + 0.1 W")
{
    private double? _mean;

    public override void Serve(double now, int who, double waited)
    {
        base.Serve(now, who, waited);
        _mean = _mean is { } before ? (0.9 * before) + (0.1 * waited) : waited;
    }

    protected override double? Mean(double now, int ahead) => _mean is { } mean ? Math.Max(1, mean) : null;
}

/// <summary>The wait of whoever was served last (LES of Ibrahim and Whitt 2009).</summary>
internal sealed class LastToEnter() : PointModel("last who was served")
{
    private double? _last;

    public override void Serve(double now, int who, double waited)
    {
        base.Serve(now, who, waited);
        _last = waited;
    }

    protected override double? Mean(double now, int ahead) => _last is { } last ? Math.Max(1, last) : null;
}

/// <summary>Erlang-A with what it is given: places, the mean handling time and the rate of giving up (QL_m of Ibrahim and Whitt 2009).</summary>
internal sealed class ErlangA() : PointModel("Erlang-A by handling time")
{
    private double _handling;
    private int _handled;

    public override void Finish(double now, double took)
    {
        _handled++;
        _handling += (took - _handling) / Math.Min(_handled, 100);
    }

    protected override double? Mean(double now, int ahead)
    {
        if (_handled < 5 || Places == 0)
            return null;

        var speed = Places / _handling;
        return Enumerable.Range(0, ahead + 1).Sum(before => 1 / (speed + (before * Leaving)));
    }
}

/// <summary>The roster of now, run on ten times with handling times that were seen.</summary>
internal sealed class RosterSimulation() : PointModel("simulated roster")
{
    private readonly Random _random = new(7);
    private readonly List<double> _seen = [];

    public override void Finish(double now, double took)
    {
        _seen.Add(took);
        if (_seen.Count > 200)
            _seen.RemoveAt(0);
    }

    protected override double? Mean(double now, int ahead)
    {
        if (_seen.Count < 5 || Places == 0)
            return null;

        return Enumerable.Range(0, 10).Average(_ => Once(ahead));
    }

    private double Once(int ahead)
    {
        var free = new PriorityQueue<double, double>();
        for (var place = 0; place < Places; place++)
        {
            var left = _random.NextDouble() * Long(); // how far a conversation has come nobody knows
            free.Enqueue(left, left);
        }

        for (var before = 0; before < ahead; before++)
        {
            if (Leaving > 0 && -Math.Log(1 - _random.NextDouble()) / Leaving < free.Peek())
                continue; // gave up before their turn
            var until = free.Dequeue() + Seen();
            free.Enqueue(until, until);
        }

        return free.Dequeue();
    }

    private double Seen() => _seen[_random.Next(_seen.Count)];

    /// <summary>One that is met while it runs is a long one: twice the chance, twice the length.</summary>
    private double Long()
    {
        var (one, other) = (Seen(), Seen());
        return _random.NextDouble() * (one + other) < one ? one : other;
    }
}
