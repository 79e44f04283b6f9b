using Muster.LoadTests.Clients;
using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios;

/// <summary>
/// Every agent is full and a long line waits. What does it cost to tell all of them where they stand, by streams, long polls and pages, a third each? And how soon
/// is the next one on a screen where capacity becomes free, once nobody of them looks?
/// </summary>
/// <param name="rig">the server and its people</param>
/// <param name="agency">whose page those without scripts load</param>
/// <param name="conversations">what fills every agent</param>
/// <param name="waiting">how many more wait</param>
internal sealed class LongLine(Rig rig, string agency, int conversations, int waiting)
{
    /// <summary>Conversations a second that come to an end, and as many that begin, so that the line moves and keeps its length.</summary>
    private const double MovesPerSecond = 0.5;

    private const double ClosesPerSecond = 50;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    private readonly List<Onlooker> _onlookers = [];
    private int _closed;

    /// <param name="window">of each measure</param>
    public async Task<LongLineReport> Run(TimeSpan window)
    {
        await rig.Floor.Open(conversations);
        await Floor.ForEach(Enumerable.Range(0, waiting), async _ => _onlookers.Add(await Enter()));
        await Window.Pass(rig, "everybody has come", Rest);
        var alone = await Count("nobody looks", window);

        await Floor.ForEach(_onlookers.Index().Where(one => one.Index % 3 == 0), one => one.Item.Stream());
        foreach (var (index, onlooker) in _onlookers.Index().Where(one => one.Index % 3 != 0))
            Wire.EventLoop.Detach(index % 3 == 1 ? onlooker.Poll() : onlooker.LoadPages());
        await Window.Pass(rig, "everybody begins to look", Rest);
        var looked = await Count("everybody looks", window);

        foreach (var onlooker in _onlookers)
            onlooker.Dispose();
        await Window.Pass(rig, "nobody looks any more", Rest);
        var refilled = await Refill(window);
        return new LongLineReport(waiting, alone, looked, refilled, ProcessGauge.ResidentMiB(rig.Server.Family));
    }

    private async Task<LineWindow> Count(string what, TimeSpan window)
    {
        var (before, told, driver, busy) = (ProcessGauge.ProcessorSeconds(rig.Server.Family), Told(), ProcessGauge.ProcessorSeconds([Environment.ProcessId]), ProcessGauge.BusySeconds());
        var moving = Move(window);
        await Window.Pass(rig, what, window);
        await moving;
        var (server, own) = (ProcessGauge.ProcessorSeconds(rig.Server.Family) - before, ProcessGauge.ProcessorSeconds([Environment.ProcessId]) - driver);
        return new LineWindow(
            server / window.TotalSeconds,
            [.. Told().Zip(told, (now, then) => (now - then) / window.TotalSeconds)],
            Math.Max(0, ProcessGauge.BusySeconds() - busy - server - own) / window.TotalSeconds / Environment.ProcessorCount);
    }

    /// <summary>By streams, polls and pages.</summary>
    private IReadOnlyList<int> Told() => [.. Enumerable.Range(0, 3).Select(way => _onlookers.Index().Where(one => one.Index % 3 == way).Sum(one => one.Item.Told))];

    private async Task Move(TimeSpan window)
    {
        for (var moves = window.TotalSeconds * MovesPerSecond; moves >= 1; moves--)
        {
            await rig.Loop.Pause(TimeSpan.FromSeconds(1 / MovesPerSecond));
            await CloseOne();
            await rig.Floor.Enter(rig.Loop.Now);
        }
    }

    private async Task<Percentiles> Refill(TimeSpan window)
    {
        var tally = rig.Floor.Tally = new Tally();
        var next = rig.Loop.Now;
        for (var closes = Math.Min(waiting, window.TotalSeconds * ClosesPerSecond); closes >= 1; closes--)
        {
            next += (long)(1e9 / ClosesPerSecond);
            if (next > rig.Loop.Now)
                await rig.Loop.Until(next);
            await CloseOne();
        }

        await Window.Pass(rig, "the last ones come", Rest);
        return tally.Refilled.Summary();
    }

    private Task CloseOne()
    {
        var agent = rig.Floor.Agents[_closed++ % rig.Floor.Agents.Count];
        if (agent is not { FreedAt: 0, Held: [var oldest, ..] })
            return Task.CompletedTask;

        agent.FreedAt = rig.Loop.Now;
        return oldest.Close();
    }

    private async Task<Onlooker> Enter()
    {
        var (id, token, _, _) = await rig.Floor.Enter(rig.Loop.Now);
        return new Onlooker(rig.Floor, agency, id, token);
    }
}

/// <param name="Waiting">how many waited</param>
/// <param name="Alone">while nobody looked</param>
/// <param name="Looked">while everybody did</param>
/// <param name="Refilled">ms from a close to the next citizen on the same agent's screen</param>
/// <param name="ResidentMiB">of the server, at the end</param>
internal sealed record LongLineReport(int Waiting, LineWindow Alone, LineWindow Looked, Percentiles Refilled, double ResidentMiB)
{
    /// <summary>Milliseconds of processor time a second that one of those who wait and look costs.</summary>
    public double MillisecondsEach => (Looked.ServerSecondsPerSecond - Alone.ServerSecondsPerSecond) * 1_000 / Waiting;
}

/// <param name="ServerSecondsPerSecond">processor time</param>
/// <param name="ToldPerSecond">positions by streams, answers to long polls, pages</param>
/// <param name="ElsewhereShare">share of all processors that went to neither server nor driver</param>
internal sealed record LineWindow(double ServerSecondsPerSecond, IReadOnlyList<double> ToldPerSecond, double ElsewhereShare);
