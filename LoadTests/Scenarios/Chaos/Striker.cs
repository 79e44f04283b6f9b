using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;
using Npgsql;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Strikes one process after the other and brings each back; never two at the same time, so that what people feel has one cause.</summary>
internal sealed class Striker(ClusterUnderTest cluster, EventLoop loop, Random random)
{
    /// <summary>Longer than two missed probes and the vote take: who was frozen for so long comes back as a zombie.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan LongestOut = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly List<Strike> _strikes = [];

    public IReadOnlyList<Strike> Strikes => _strikes;

    /// <summary>Nodes that nobody had struck and that the table no longer called active, seen between the strikes.</summary>
    public int VotedOut { get; private set; }

    public async Task Strike(StrikeKind kind)
    {
        var node = random.Next(cluster.Nodes.Count);
        var target = kind switch
        {
            StrikeKind.RestartDatabase => null,
            StrikeKind.KillFront => cluster.Fronts[random.Next(cluster.Fronts.Count)],
            _ => cluster.Nodes[node],
        };
        var share = target is null || kind == StrikeKind.KillFront ? null : await ShareOf(node);
        var strike = new Strike(kind, target?.Name ?? "PostgreSQL", loop.Now) { Share = share };
        _strikes.Add(strike);
        await (kind switch
        {
            StrikeKind.KillNode => KillNode(target!, node, strike),
            StrikeKind.FreezeNode => Freeze(target!, node, strike),
            StrikeKind.RestartNode => Restart(target!, strike),
            StrikeKind.KillFront => KillFront(target!),
            _ => cluster.Database.Restart(),
        });
        strike.BackAt = loop.Now;
        await LookForVotedOut();
    }

    /// <summary>Whoever was struck serves again, so all of them should be in the table.</summary>
    private async Task LookForVotedOut()
    {
        var active = await cluster.Database.ActiveNodes();
        for (var node = 0; node < cluster.Nodes.Count; node++)
        {
            if (active.Contains(cluster.Ports[node]))
                continue;
            VotedOut++;
            if (cluster.Nodes[node].IsRunning)
                await cluster.Nodes[node].Kill();
            else
                await cluster.Nodes[node].Forget();
            await cluster.Nodes[node].Start();
        }
    }

    private async Task KillNode(ServerProcess target, int node, Strike strike)
    {
        await target.Kill();
        strike.OutAfter = await UntilOut(node, strike.At);
        await loop.Pause(TimeSpan.FromSeconds(1 + (random.NextDouble() * 2)));
        await target.Start();
    }

    private async Task KillFront(ServerProcess target)
    {
        await target.Kill();
        await loop.Pause(TimeSpan.FromSeconds(1 + (random.NextDouble() * 2)));
        await target.Start();
    }

    private static async Task Restart(ServerProcess target, Strike strike)
    {
        var took = await target.Stop();
        strike.Note = $"ended after {took.TotalSeconds:0.0} s";
        await target.Start();
    }

    private async Task Freeze(ServerProcess target, int node, Strike strike)
    {
        target.Freeze();
        strike.OutAfter = await UntilOut(node, strike.At);
        var left = Frozen - TimeSpan.FromTicks((loop.Now - strike.At) / 100);
        if (left > TimeSpan.Zero)
            await loop.Pause(left);
        target.Thaw();

        // A node that finds itself declared dead ends by itself; whatever it does before that is what is tried here.
        var thawedAt = loop.Now;
        while (target.IsRunning && loop.Now - thawedAt < 30_000_000_000)
            await loop.Pause(BetweenLooks);
        strike.Note = target.IsRunning ? "did not end after it was thawed" : $"ended {(loop.Now - thawedAt) / 1e9:0.0} s after it was thawed";
        if (target.IsRunning)
            await target.Kill();
        else
            await target.Forget();
        await target.Start();
    }

    /// <summary>How long the table calls it active; null where that did not end.</summary>
    private async Task<TimeSpan?> UntilOut(int node, long since)
    {
        while (loop.Now - since < LongestOut.Ticks * 100)
        {
            try
            {
                if (!(await cluster.Database.ActiveNodes()).Contains(cluster.Ports[node]))
                    return TimeSpan.FromTicks((loop.Now - since) / 100);
            }
            catch (NpgsqlException)
            {
                // Asked again at once.
            }

            await loop.Pause(BetweenLooks);
        }

        return null;
    }

    private async Task<double?> ShareOf(int node)
    {
        var counts = new List<int>();
        foreach (var each in cluster.Nodes)
            counts.Add(int.TryParse(await each.Says("activations"), out var count) ? count : 0);
        return counts.Sum() == 0 ? null : (double)counts[node] / counts.Sum();
    }
}
