using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Strikes one process after the other and brings each back; never two at the same time, so that what people feel has one cause.</summary>
internal sealed class Striker(ClusterUnderTest cluster, EventLoop loop, Random random)
{
    /// <summary>A node that holds less is not worth striking.</summary>
    public const double LeastShare = 0.1;

    /// <summary>After SIGTERM.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    /// <summary>Longer than two missed probes and the vote take: who was frozen for so long comes back as a zombie.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>More than a node that has just started holds for itself.</summary>
    private const int FirstConversations = 10;

    private readonly List<Strike> _strikes = [];
    private int _nextNode;
    private int _nextFront;

    public IReadOnlyList<Strike> Strikes => _strikes;

    public Membership Membership { get; } = new(cluster.Database, loop);

    public Task Strike(StrikeKind kind) => kind switch
    {
        StrikeKind.KillNode => StrikeNode(kind, Kill),
        StrikeKind.FreezeNode => StrikeNode(kind, Freeze),
        StrikeKind.DelayNode => StrikeNode(kind, SlowDown),
        StrikeKind.CutNode => StrikeNode(kind, CutOff),
        StrikeKind.CutDatabase => StrikeNode(kind, CutFromDatabase),
        StrikeKind.RestartNode => RestartNode(cluster.Nodes[_nextNode++ % cluster.Nodes.Count]),
        StrikeKind.RestartFront => RestartFront(cluster.Fronts[_nextFront++ % cluster.Fronts.Count]),
        StrikeKind.KillFront => KillFront(cluster.Fronts[random.Next(cluster.Fronts.Count)]),
        StrikeKind.AddNode => Add(cluster.Spare),
        StrikeKind.RemoveNode => Remove(cluster.Spare),
        StrikeKind.RotateKeys => During(Begin(kind, "keys"), RotateKeys),
        _ => During(Begin(kind, "PostgreSQL"), _ => cluster.Database.Restart()),
    };

    private async Task StrikeNode(StrikeKind kind, Func<ClusterNode, Strike, Task> how)
    {
        var (node, share) = await FullNode();
        if (kind is not StrikeKind.DelayNode)
            await Membership.Strike(node); // a slow node is a healthy one
        var strike = Begin(kind, node.Name);
        strike.Share = share;
        await During(strike, _ => how(node, strike));
    }

    /// <summary>One of the nodes that hold a tenth of all activations at least: there is always one, if not always the same.</summary>
    private async Task<(ClusterNode Node, double Share)> FullNode()
    {
        var giveUpAt = loop.Now + (LongestWait.Ticks * 100);
        while (loop.Now < giveUpAt)
        {
            var shares = await Shares();
            var full = cluster.Nodes.Where(node => shares.GetValueOrDefault(node) >= LeastShare).ToList();
            if (full.Count > 0)
            {
                var node = full[random.Next(full.Count)];
                return (node, shares[node]);
            }

            await loop.Pause(BetweenLooks);
        }

        throw new TimeoutException("For a minute no node said that it held a tenth of all activations.");
    }

    /// <summary>Empty when one of them does not say.</summary>
    private async Task<IReadOnlyDictionary<ClusterNode, double>> Shares()
    {
        var counts = new Dictionary<ClusterNode, int>();
        foreach (var node in cluster.Nodes.Append(cluster.Spare))
        {
            if (await node.Activations() is not { } count)
                return new Dictionary<ClusterNode, double>();
            counts[node] = count;
        }

        double sum = Math.Max(1, counts.Values.Sum());
        return counts.ToDictionary(count => count.Key, count => count.Value / sum);
    }

    private async Task RotateKeys(Strike strike)
    {
        var old = cluster.Keys.Add();
        var giveUpAt = loop.Now + (LongestWait.Ticks * 100);
        while (await cluster.Keys.WrappedBy(old) > 0)
        {
            if (loop.Now > giveUpAt)
                throw new TimeoutException($"After a minute data keys are still wrapped by master key {old}.");
            await loop.Pause(BetweenLooks);
        }

        cluster.Keys.Remove(old);
        var renewed = await cluster.Keys.RenewAll();
        await loop.Pause(cluster.Keys.LookEvery * 2);
        strike.Note = $"master key {old} gone, {renewed} data keys renewed";
    }

    private Strike Begin(StrikeKind kind, string target)
    {
        var strike = new Strike(kind, target, loop.Now);
        _strikes.Add(strike);
        return strike;
    }

    private async Task During(Strike strike, Func<Strike, Task> act)
    {
        await act(strike);
        strike.BackAt = loop.Now;
        await MendTheVotedOut();
    }

    /// <summary>Whoever was struck serves again, so all of them should be in the table.</summary>
    private async Task MendTheVotedOut()
    {
        foreach (var node in cluster.Nodes)
        {
            if (await Membership.IsActive(node))
                continue;
            await End(node);
            await node.Process.Start();
        }
    }

    private async Task Kill(ClusterNode node, Strike strike)
    {
        await node.Process.Kill();
        strike.OutAfter = await Membership.UntilOut(node, strike.At);
        await StartAgain(node.Process);
    }

    private Task KillFront(ServerProcess front) => During(Begin(StrikeKind.KillFront, front.Name), async _ =>
    {
        await front.Kill();
        await StartAgain(front);
    });

    private async Task StartAgain(ServerProcess process)
    {
        await loop.Pause(TimeSpan.FromSeconds(1 + (random.NextDouble() * 2)));
        await process.Start();
    }

    private async Task Freeze(ClusterNode node, Strike strike)
    {
        node.Process.Freeze();
        strike.OutAfter = await Membership.UntilOut(node, strike.At);
        await loop.Until(strike.At + (Frozen.Ticks * 100));
        node.Process.Thaw();
        await UntilOver(node, strike, "thawed");
        await node.Process.Start();
    }

    private async Task SlowDown(ClusterNode node, Strike strike)
    {
        node.Links!.Delay(Delay);
        await loop.Until(strike.At + (Slow.Ticks * 100));
        node.Links.Delay(TimeSpan.Zero);
    }

    private async Task CutOff(ClusterNode node, Strike strike)
    {
        var process = node.Process.Id;
        node.Links!.Silo.CutFrom(_ => true);
        foreach (var other in cluster.Nodes.Where(other => other != node))
            other.Links!.Silo.CutFrom(port => ProcessPorts.Of(process).Contains(port));
        strike.OutAfter = await Membership.UntilOut(node, strike.At, () => loop.Now - strike.At > Cut.Ticks * 100);
        await loop.Until(strike.At + (Cut.Ticks * 100));
        foreach (var each in cluster.Nodes)
            each.Links!.Silo.Mend();
        await BackFromCut(node, strike);
    }

    private async Task CutFromDatabase(ClusterNode node, Strike strike)
    {
        node.Links!.Database.CutFrom(_ => true);
        await loop.Until(strike.At + (Cut.Ticks * 100));
        node.Links.Database.Mend();
        await BackFromCut(node, strike);
    }

    /// <summary>Whom the others have voted out ends by itself; whom they have kept goes on.</summary>
    private async Task BackFromCut(ClusterNode node, Strike strike)
    {
        if (node.Process.IsRunning && await Membership.IsActive(node))
        {
            strike.Note = "was not voted out";
            return;
        }

        await UntilOver(node, strike, "mended");
        await node.Process.Start();
    }

    /// <summary>A node that finds itself declared dead ends by itself; whatever it does before that is what is tried here.</summary>
    private async Task UntilOver(ClusterNode node, Strike strike, string what)
    {
        var since = loop.Now;
        while (node.Process.IsRunning && loop.Now - since < LongestEnd.Ticks * 100)
            await loop.Pause(BetweenLooks);
        strike.Note = node.Process.IsRunning ? $"did not end after it was {what}" : $"ended {(loop.Now - since) / 1e9:0.0} s after it was {what}";
        await End(node);
    }

    private static Task End(ClusterNode node) => node.Process.IsRunning ? node.Process.Kill() : node.Process.Forget();

    private async Task RestartNode(ClusterNode node)
    {
        var share = (await Shares()).TryGetValue(node, out var held) ? held : (double?)null;
        await Membership.Strike(node);
        var strike = Begin(StrikeKind.RestartNode, node.Name);
        strike.Share = share;
        await During(strike, async _ =>
        {
            await Stop(node.Process, strike);
            await node.Process.Start();
        });
    }

    private Task RestartFront(ServerProcess front) => During(Begin(StrikeKind.RestartFront, front.Name), async strike =>
    {
        await Stop(front, strike);
        await front.Start();
    });

    private Task Add(ClusterNode node) => During(Begin(StrikeKind.AddNode, node.Name), async strike =>
    {
        await node.Process.Start();
        var joinedAt = loop.Now;
        var atFirst = await node.Activations() ?? 0;
        while (loop.Now - joinedAt < LongestWait.Ticks * 100)
        {
            if (strike.FirstAfter is null && await node.Activations() >= atFirst + FirstConversations)
                strike.FirstAfter = TimeSpan.FromTicks((loop.Now - joinedAt) / 100);
            await loop.Pause(BetweenLooks);
        }

        strike.Note = $"held {(await Shares()).GetValueOrDefault(node):P0} of all activations after a minute";
    });

    private async Task Remove(ClusterNode node)
    {
        await Membership.Strike(node);
        var strike = Begin(StrikeKind.RemoveNode, node.Name);
        strike.Share = (await Shares()).TryGetValue(node, out var share) ? share : null;
        await During(strike, _ => Stop(node.Process, strike));
    }

    private static async Task Stop(ServerProcess process, Strike strike)
    {
        var (took, exitCode) = await process.Stop();
        strike.EndedInOrder = exitCode == 0 && took <= LongestEnd;
        strike.Note = $"ended after {took.TotalSeconds:0.0} s with exit code {exitCode}";
    }
}
