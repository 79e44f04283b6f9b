using System.Globalization;
using System.Text;
using Muster.Tests.Simulation.Checking;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>Many seeds, one beside the other on every core; what struck, how long conversations waited for a free agent, and which seeds failed.</summary>
public sealed class Campaign
{
    private readonly Lock _gate = new();
    private readonly Tally _faults = new();
    private readonly Tally _weather = new();
    private readonly Tally _broken = new();
    private readonly List<double> _delays = [];
    private readonly SortedDictionary<ulong, RunReport> _failed = [];
    private long _steps;
    private long _facts;
    private TimeSpan _virtual;

    public IReadOnlyDictionary<ulong, RunReport> Failed => _failed;

    /// <summary>Seconds from when an agent had room and somebody waited until it was given, in calm runs.</summary>
    public double DelayAt(double share)
    {
        var sorted = _delays.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)(share * (sorted.Count - 1))];
    }

    /// <summary>Facts of the longest conversation.</summary>
    public int Longest { get; private set; }

    /// <summary>The same of those that are kept in pages of states.</summary>
    public int LongestInPages { get; private set; }

    /// <summary>The most facts that a snapshot covers.</summary>
    public int LongestSnapshot { get; private set; }

    public void Play(IEnumerable<ulong> seeds, Func<ulong, Scenario> scenario)
    {
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var report = Run.Of(scenario(seed));
            lock (_gate)
                Add(seed, report);
        });
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_weather}; {_steps} steps, {_facts} facts, the most in one conversation {Longest}, in one that is kept in pages {LongestInPages}, in a snapshot {LongestSnapshot}, {_virtual.TotalHours:F0} h of virtual time");
        text.AppendLine(CultureInfo.InvariantCulture, $"struck: {_faults}");
        text.AppendLine(CultureInfo.InvariantCulture, $"given after capacity was free: p50 {DelayAt(0.5):F3} s, p95 {DelayAt(0.95):F3} s, longest {DelayAt(1):F3} s of {_delays.Count}");
        foreach (var (promise, number) in _broken.Counts)
            text.AppendLine(CultureInfo.InvariantCulture, $"BROKEN {number} x {promise}");
        foreach (var (seed, report) in _failed.Take(10))
            text.AppendLine(CultureInfo.InvariantCulture, $"seed {seed} ({report.Scenario.Weather}): {report.Violations[0]}");
        return text.ToString();
    }

    private void Add(ulong seed, RunReport report)
    {
        _steps += report.Steps;
        _facts += report.History.Facts.Count;
        var longest = report.History.Stories.Select(story => story.Facts.Count).DefaultIfEmpty().Max();
        Longest = Math.Max(Longest, longest);
        LongestInPages = Math.Max(LongestInPages, report.Scenario.JournalIsOverStates ? longest : 0);
        LongestSnapshot = Math.Max(LongestSnapshot, report.History.Snapshots.Values.DefaultIfEmpty().Max());
        _virtual += report.EndedAt - report.Scenario.StartedAt;
        _weather.Add(report.Scenario.Weather.ToString());
        _faults.Add(report.Tally);
        foreach (var (kind, number) in (report.Faults as FaultSchedule)?.Counts ?? [])
            _faults.Add(kind.ToString(), number);
        if (report.History.IsCalm)
            _delays.AddRange(NobodyIdle.Delays(report.History).Select(one => one.Delay.TotalSeconds));
        _faults.Add("TakenForNoReply", report.History.Stories.Sum(story => story.Tenures.Count(tenure => tenure.IsWithoutReply)));
        _faults.Add("CameBack", report.History.Stories.Sum(story => story.Waits.Count(wait => wait.Queued.Reason == "not-taken")));
        _faults.Add("Moved", report.History.Stories.Sum(story => story.Waits.Count(wait => wait.Queued.Reason == "moved")));
        _faults.Add("GivenBeyondLimit", report.History.Stories.Sum(story => story.Tenures.Count(tenure => tenure.Joined.IsBeyondLimit)));
        _faults.Add("TakenOver", report.History.Stories.Sum(story => story.Tenures.Count(tenure => tenure.Joined.IsTaken)));
        foreach (var promise in report.Violations.Select(violation => violation.Promise).Distinct())
            _broken.Add(promise);
        if (report.Violations.Count > 0)
            _failed[seed] = report;
    }
}
