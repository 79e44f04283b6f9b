using System.Collections.Immutable;
using System.Security.Cryptography;
using Muster.Metrics;

namespace Muster.WebFront.Figures;

/// <summary>
/// Starts that came to nothing, told to the figures of their queue. However many there are, a front adds them up and tells of each queue and reason once in
/// five seconds, under a number of its own, again and again until it is stored: so a repeat counts once. What a front has not told when it is killed is lost, what it
/// refused within the last five seconds as a rule; where the figures cannot be stored, what it refused since then.
/// </summary>
internal sealed class RefusedStarts : IHostedService, IDisposable
{
    public static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    /// <summary>Different starts within a quarter of an hour that are told apart from the same ones sent again; a little over a hundred bytes each. Those after them count each time.</summary>
    public const int MostRemembered = 50_000;

    /// <summary>Queues, quarters of an hour and reasons of which something is not told yet. Where the figures cannot be reached for very long, others are not counted.</summary>
    public const int MostApart = 10_000;

    private readonly string _front = $"front/{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly HashSet<(Counted Why, string Conversation)> _known = [];
    private readonly Dictionary<(string Quarter, Counted Why), int> _counts = [];
    private readonly Dictionary<(string Quarter, Counted Why), Count> _told = [];
    private DateTimeOffset _knownSince;
    private int _number;
    private Task _telling = Task.CompletedTask;

    public RefusedStarts(IGrainFactory grains, TimeProvider clock)
    {
        (_grains, _clock) = (grains, clock);
        _timer = clock.CreateTimer(_ => TellInTime(), null, Together, Together);
    }

    /// <param name="agency">Its id.</param>
    /// <param name="queue">The id of one that it has.</param>
    /// <param name="conversation">The id of the one that was to be started: the same start sent again is the same.</param>
    /// <param name="why">One of the reasons.</param>
    public void Note(string agency, string queue, string conversation, Counted why)
    {
        var now = _clock.GetUtcNow();
        var key = (QuarterOfHour.Key(agency, queue, now), why);
        lock (_gate)
        {
            if (QuarterOfHour.Of(now) != _knownSince)
            {
                _knownSince = QuarterOfHour.Of(now);
                _known.Clear();
            }

            if (_known.Count < MostRemembered ? !_known.Add((why, conversation)) : _known.Contains((why, conversation)))
                return;
            if (_counts.TryGetValue(key, out var count) || _counts.Count < MostApart)
                _counts[key] = count + 1;
        }
    }

    /// <summary>Tells what is not surely stored; what fails is told again by the next call. Of a queue and reason nothing more is told before that.</summary>
    public async Task Tell()
    {
        ILookup<string, KeyValuePair<(string Quarter, Counted Why), Count>> told;
        lock (_gate)
        {
            foreach (var (key, count) in _counts.Where(one => !_told.ContainsKey(one.Key)).ToList())
            {
                _told[key] = new Count(_front, ++_number, key.Why, count);
                _counts.Remove(key);
            }

            told = _told.ToLookup(one => one.Key.Quarter);
        }

        await Task.WhenAll(told.Select(Tell));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was counted is told while the grains can still be reached, which they cannot when this is disposed of.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _telling.ContinueWith(_ => Tell(), TaskScheduler.Default).Unwrap().WaitAsync(cancellationToken);
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            // As with every other: a front stops also when nobody can be told.
        }
    }

    public void Dispose() => _timer.Dispose();

    private void TellInTime()
    {
        if (_telling.IsCompleted)
            Live.Feed.Forget(_telling = Tell());
    }

    private async Task Tell(IGrouping<string, KeyValuePair<(string Quarter, Counted Why), Count>> quarter)
    {
        ImmutableArray<Count> counts = [.. quarter.Select(one => one.Value)];
        if (!await _grains.GetGrain<IMetricsGrain>(quarter.Key).Ensure(counts))
            return;

        lock (_gate)
        {
            foreach (var (key, _) in quarter)
                _told.Remove(key);
        }
    }
}
