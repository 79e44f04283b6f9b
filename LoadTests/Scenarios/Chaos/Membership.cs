using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;
using Npgsql;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>The cluster's own table, read by somebody outside: who is out, and whether anybody was voted out whom nothing had struck.</summary>
internal sealed class Membership(PostgresProcess database, EventLoop loop)
{
    private static readonly TimeSpan LongestOut = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<(int Port, int Generation)> _struck = [];
    private readonly HashSet<(int Port, int Generation)> _votedOut = [];

    /// <summary>Lives of nodes that ended though nothing had struck them.</summary>
    public int VotedOut => _votedOut.Count;

    /// <summary>The present life of that node is about to be ended.</summary>
    public async Task Strike(ClusterNode node)
    {
        foreach (var member in (await Look()).Where(member => member.Port == node.Port && !member.IsDead))
            _struck.Add((member.Port, member.Generation));
    }

    /// <summary>How long the table goes on calling it active; null where that does not end, or <paramref name="isEnough"/> says so.</summary>
    public async Task<TimeSpan?> UntilOut(ClusterNode node, long since, Func<bool>? isEnough = null)
    {
        while (loop.Now - since < LongestOut.Ticks * 100 && isEnough?.Invoke() != true)
        {
            if (!await IsActive(node))
                return TimeSpan.FromTicks((loop.Now - since) / 100);
            await loop.Pause(BetweenLooks);
        }

        return null;
    }

    public async Task<bool> IsActive(ClusterNode node) => (await Look()).Any(member => member.Port == node.Port && member.IsActive);

    /// <summary>All rows; counts whoever died without having been struck.</summary>
    public async Task<IReadOnlyList<Member>> Look()
    {
        while (true)
        {
            try
            {
                var members = await database.Members();
                _votedOut.UnionWith(members.Where(member => member.IsDead).Select(member => (member.Port, member.Generation)).Except(_struck));
                return members;
            }
            catch (NpgsqlException)
            {
                await loop.Pause(BetweenLooks); // PostgreSQL is being restarted
            }
        }
    }
}
