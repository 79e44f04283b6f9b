namespace Muster.Tests.Queues.Forecasts;

/// <summary>
/// One queue, event by event, from a seed: who comes, who gives up, who is served and when. It shares nothing with the product. Everybody's wait is
/// known in the end, also of those who gave up: they stand on as shadows who take no agent, until somebody behind them is served.
/// </summary>
internal sealed class Office
{
    private const double Beat = 1;

    private readonly Weather _weather;
    private readonly Random _random;
    private readonly IReadOnlyList<IWaitModel> _models;
    private readonly Action<Told> _hear;
    private readonly PriorityQueue<Action, (double, int)> _events = new();
    private readonly LinkedList<Person> _line = [];
    private readonly List<Worker> _workers = [];
    private int _order;
    private int _people;
    private int _waiting;
    private double _now;

    public Office(Weather weather, int seed, IReadOnlyList<IWaitModel> models, Action<Told> hear) =>
        (_weather, _random, _models, _hear) = (weather, new Random(seed), models, hear);

    /// <param name="hours">How long.</param>
    public void Run(double hours)
    {
        var end = hours * Weather.Hour;
        for (double from = 0; from < end; from += 300)
            Arrivals(from);
        for (var time = Beat; time < end; time += Beat)
            At(time, Look);
        while (_events.TryDequeue(out var happens, out var when) && when.Item1 < end)
        {
            _now = when.Item1;
            happens();
        }
    }

    private void Arrivals(double from)
    {
        var factor = _weather.Burstiness == 0 ? 1 : Gamma(1 / _weather.Burstiness) * _weather.Burstiness;
        for (var window = from; window < from + 300; window += 10)
        {
            var every = 60 / Math.Max(1e-9, _weather.PerMinute(window) * factor);
            for (var time = window + Exponential(every); time < window + 10; time += Exponential(every))
                At(time, Come);
        }
    }

    private void Come()
    {
        var person = new Person(_people++, _now);
        See();
        var ahead = _waiting;
        var told = _models.Select(model => model.Wait(_now, ahead)).ToArray();
        person.Told = told;
        person.Ahead = ahead;
        _line.AddLast(person);
        _waiting++;
        foreach (var model in _models)
            model.Join(_now, person.Number, ahead);
        if (_random.NextDouble() >= _weather.Patient)
            At(_now + LogNormal(_weather.Patience, 0.8), () => GiveUp(person));
        Serve();
    }

    private void GiveUp(Person person)
    {
        if (person.IsServed)
            return;

        See();
        person.IsShadow = true;
        _waiting--;
        foreach (var model in _models)
            model.Leave(_now, person.Number);
        Serve();
    }

    private void Look()
    {
        var wanted = _weather.Agents(_now);
        while (_workers.Count(worker => !worker.IsGoing) < wanted)
            Hire();
        foreach (var worker in _workers.Where(worker => !worker.IsGoing).Skip(wanted))
            worker.IsGoing = true;
        _workers.RemoveAll(worker => worker is { IsGoing: true, Holds: 0 });
        See();
        Serve();
    }

    private void Hire()
    {
        var worker = new Worker();
        _workers.Add(worker);
        if (_weather.BreakEvery > 0)
            At(_now + Exponential(_weather.BreakEvery), () => Pause(worker));
        if (_weather.Shared > 0)
        {
            for (var slot = 0; slot < _weather.Each; slot++)
                Elsewhere(worker);
        }
    }

    /// <summary>Another queue's conversations come to this agent, too.</summary>
    private void Elsewhere(Worker worker)
    {
        var took = LogNormal(_weather.Handling, _weather.Sigma);
        At(_now + Exponential(_weather.Handling * (1 - _weather.Shared) / _weather.Shared), () =>
        {
            if (worker.IsGoing)
                return;
            if (worker.Holds < _weather.Each && !worker.IsAway)
            {
                worker.Holds++;
                At(_now + took, () =>
                {
                    worker.Holds--;
                    Serve();
                });
            }

            Elsewhere(worker);
        });
    }

    private void Pause(Worker worker)
    {
        worker.IsAway = true;
        At(_now + Exponential(_weather.Break), () =>
        {
            worker.IsAway = false;
            See();
            Serve();
            At(_now + Exponential(_weather.BreakEvery), () => Pause(worker));
        });
    }

    private void Serve()
    {
        while (_workers.Where(worker => worker.Holds < _weather.Each && worker is { IsAway: false, IsGoing: false }).MinBy(worker => worker.Holds) is { } worker)
        {
            while (_line.First?.Value is { IsShadow: true } shadow)
            {
                _line.RemoveFirst();
                Told(shadow);
            }

            if (_line.First?.Value is not { } next)
            {
                See();
                return;
            }

            _line.RemoveFirst();
            next.IsServed = true;
            _waiting--;
            Told(next);
            foreach (var model in _models)
                model.Serve(_now, next.Number, _now - next.Since);
            worker.Holds++;
            See();
            var took = LogNormal(_weather.Handling, _weather.Sigma);
            At(_now + took, () =>
            {
                worker.Holds--;
                foreach (var model in _models)
                    model.Finish(_now, took);
                Serve();
            });
        }
    }

    private void Told(Person person) => _hear(new Told(person.Since, person.Ahead, _now - person.Since, person.IsServed, person.Told));

    private void See()
    {
        var (places, free) = (0, 0);
        foreach (var worker in _workers)
        {
            if (worker.IsAway || worker.IsGoing)
                continue;
            places += _weather.Each;
            free += _weather.Each - worker.Holds;
        }

        foreach (var model in _models)
            model.See(_now, _waiting, places, free);
    }

    private void At(double time, Action happens) => _events.Enqueue(happens, (time, _order++));

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double LogNormal(double mean, double sigma) => mean * Math.Exp((sigma * Normal()) - (sigma * sigma / 2));

    /// <summary>With that shape and scale 1, by Marsaglia and Tsang 2000.</summary>
    private double Gamma(double shape)
    {
        var (d, boost) = shape < 1 ? (shape + 1 - (1.0 / 3), Math.Pow(1 - _random.NextDouble(), 1 / shape)) : (shape - (1.0 / 3), 1);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v * boost;
        }
    }

    private sealed class Person(int number, double since)
    {
        public int Number => number;

        public double Since => since;

        public int Ahead { get; set; }

        public bool IsShadow { get; set; }

        public bool IsServed { get; set; }

        public (double Low, double High)?[] Told { get; set; } = [];
    }

    private sealed class Worker
    {
        public int Holds { get; set; }

        public bool IsAway { get; set; }

        public bool IsGoing { get; set; }
    }
}

/// <summary>What somebody was told at the start, and what became of it.</summary>
/// <param name="At">When they came.</param>
/// <param name="Ahead">How many were before them.</param>
/// <param name="Waited">Until an agent would have had them.</param>
/// <param name="IsServed">Whether they stayed for that.</param>
/// <param name="Ranges">By each model.</param>
internal sealed record Told(double At, int Ahead, double Waited, bool IsServed, (double Low, double High)?[] Ranges);
