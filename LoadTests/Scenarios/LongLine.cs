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
    private readonly Closing _closing = new(rig);

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
        return new LongLineReport(waiting, alone, looked, await Refill(window));
    }

    private async Task<LineWindow> Count(string what, TimeSpan window)
    {
        var told = Told();
        var moving = Move(window);
        var counted = await Window.Count(rig, what, window);
        await moving;
        return new LineWindow(counted(), [.. Told().Zip(told, (now, then) => (now - then) / window.TotalSeconds)]);
    }

    /// <summary>By streams, polls and pages.</summary>
    private IReadOnlyList<int> Told() => [.. Enumerable.Range(0, 3).Select(way => _onlookers.Index().Where(one => one.Index % 3 == way).Sum(one => one.Item.Told))];

    private async Task Move(TimeSpan window)
    {
        for (var moves = window.TotalSeconds * MovesPerSecond; moves >= 1; moves--)
        {
            await _closing.Many(1, MovesPerSecond);
            await rig.Floor.Enter(rig.Loop.Now);
        }
    }

    private async Task<Measured> Refill(TimeSpan window)
    {
        var closing = _closing.Many((int)Math.Min(waiting, window.TotalSeconds * ClosesPerSecond), ClosesPerSecond);
        var counted = await Window.Count(rig, "capacity becomes free", window);
        await closing;
        await Window.Pass(rig, "the last ones come", Rest);
        return counted();
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
/// <param name="Refill">in which <see cref="Measured.Refilled"/> counts</param>
internal sealed record LongLineReport(int Waiting, LineWindow Alone, LineWindow Looked, Measured Refill)
{
    /// <summary>Milliseconds of processor time a second that one of those who wait and look costs.</summary>
    public double MillisecondsEach => (Looked.Measured.ServerSecondsPerSecond - Alone.Measured.ServerSecondsPerSecond) * 1_000 / Waiting;
}

/// <param name="ToldPerSecond">positions by streams, answers to long polls, pages</param>
internal sealed record LineWindow(Measured Measured, IReadOnlyList<double> ToldPerSecond);
