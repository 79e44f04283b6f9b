using System.Globalization;
using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>A stretch of time in which messages, durations and processor time are counted.</summary>
internal sealed class Window
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly Rig _rig;
    private readonly string _scenario;
    private readonly Tally _tally = new();
    private readonly IReadOnlyList<(string Part, IReadOnlyList<int> Family, double Before)> _parts;
    private readonly long _beganAt;
    private readonly long _deliveredBefore;
    private readonly double _driverBefore;
    private readonly double _machineBefore;

    private Window(Rig rig, string scenario)
    {
        (_rig, _scenario) = (rig, scenario);
        _parts = [.. rig.Server.Parts.GroupBy(part => part.Name).Select(part => (part.Key, part.SelectMany(one => ProcessGauge.Family(one.Process())).ToList()))
            .Select(part => (part.Key, (IReadOnlyList<int>)part.Item2, ProcessGauge.ProcessorSeconds(part.Item2)))];
        _driverBefore = ProcessGauge.ProcessorSeconds([Environment.ProcessId]);
        _machineBefore = ProcessGauge.BusySeconds();
        _deliveredBefore = rig.Floor.Delivered;
        _beganAt = rig.Loop.Now;
        rig.Floor.Tally = _tally;
    }

    /// <summary>Lets the time pass.</summary>
    public static async Task Pass(Rig rig, string step, TimeSpan duration)
    {
        var began = rig.Loop.Now;
        var length = duration.Ticks * 100;
        while (rig.Loop.Now - began is var passed && passed < length)
        {
            rig.Board.Show($"{rig.Server.Name}: {step}", (double)passed / length);
            await rig.Loop.Until(Math.Min(rig.Loop.Now + (BetweenLooks.Ticks * 100), began + length));
        }

        rig.Board.Show($"{rig.Server.Name}: {step}", 1);
    }

    /// <summary>Counts for that long. What began inside still adds its duration when it ends later: call the result when all has ended.</summary>
    public static async Task<Func<Measured>> Count(Rig rig, string scenario, TimeSpan duration)
    {
        var window = Begin(rig, scenario);
        await Pass(rig, scenario, duration);
        return window.End();
    }

    public static Window Begin(Rig rig, string scenario) => new(rig, scenario);

    /// <returns>the result; to be called when everything that began inside has ended</returns>
    public Func<Measured> End()
    {
        _rig.Floor.Tally = new Tally();
        var seconds = (_rig.Loop.Now - _beganAt) / 1e9;
        var messages = _rig.Floor.Delivered - _deliveredBefore;
        var thousands = Math.Max(messages, 1) / 1000.0;
        var parts = _parts.Select(part => (part.Part, Seconds: ProcessGauge.ProcessorSeconds(part.Family) - part.Before)).ToList();
        var server = parts.Sum(part => part.Seconds);
        var driver = ProcessGauge.ProcessorSeconds([Environment.ProcessId]) - _driverBefore;
        var elsewhere = ProcessGauge.BusySeconds() - _machineBefore - server - driver;
        var resident = ProcessGauge.ResidentMiB(_parts.SelectMany(part => part.Family));
        return () => new Measured(
            _rig.Server.Name,
            _scenario,
            seconds,
            messages,
            server / thousands,
            parts.Count < 2 ? "" : string.Join(", ", parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Part} {part.Seconds / thousands:0.000}"))),
            driver / thousands,
            Math.Max(0, elsewhere / seconds / Environment.ProcessorCount),
            resident,
            _tally.Refused,
            _tally.SentAgain,
            _tally.Acknowledged.Summary(),
            _tally.Delivered.Summary(),
            _tally.Reached.Summary(),
            _tally.Refilled.Summary());
    }
}
