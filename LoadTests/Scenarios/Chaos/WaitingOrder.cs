using Muster.LoadTests.Clients;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Whether whoever came first was served first: no place in a line may be lost, whichever process dies.</summary>
internal sealed class WaitingOrder
{
    /// <summary>Assignments run in parallel, and one's screen may be a moment behind another's: nanoseconds.</summary>
    private const long Tolerance = 5_000_000_000;

    /// <summary>A call to what was struck gives up after 5 s, a second later it is made again, and then they are on a screen: nanoseconds.</summary>
    private const long Recovery = 9_000_000_000;

    private readonly List<Start> _starts = [];

    public int Count => _starts.Count;

    /// <param name="askedAt">when the start was sent: nanoseconds</param>
    /// <param name="answeredAt">when it was acknowledged</param>
    /// <param name="conversation">which is on an agent's screen some day</param>
    public void Add(long askedAt, long answeredAt, Conversation conversation) => Add(askedAt, answeredAt, () => conversation.ReachedAt);

    /// <param name="reachedAt">when it was on an agent's screen, 0 for not yet</param>
    public void Add(long askedAt, long answeredAt, Func<long> reachedAt) => _starts.Add(new Start(askedAt, answeredAt, reachedAt));

    /// <summary>
    /// Who was in the line before another had asked, and was served clearly later than that one, or never. Where it was their turn while a
    /// process was away that they may have needed, they are held up, and lose nothing as long as they are served soon after it is there again.
    /// </summary>
    /// <param name="away">from and until when a process could not be reached and was believed to be there: nanoseconds, ascending</param>
    public WaitingOutcome Look(IReadOnlyList<(long From, long Until)> away)
    {
        // From the back of the line to its front: the first turn that anybody behind had.
        var (heldUp, lost, longest) = (0, 0, 0L);
        var behind = new PriorityQueue<long, long>(); // when they were reached, by when they asked, the last first
        foreach (var start in _starts) behind.Enqueue(start.ReachedAt(), -start.AskedAt);
        var firstTurn = long.MaxValue;
        foreach (var (_, answeredAt, reachedAt) in _starts.OrderByDescending(start => start.AnsweredAt))
        {
            while (behind.TryPeek(out var reached, out var asked) && -asked > answeredAt)
            {
                behind.Dequeue();
                if (reached != 0) firstTurn = Math.Min(firstTurn, reached);
            }

            if (firstTurn == long.MaxValue) continue;
            var late = reachedAt() == 0 ? long.MaxValue : reachedAt() - firstTurn;
            if (late <= Tolerance) continue;
            if (reachedAt() == 0 || reachedAt() > LastMoment(firstTurn, away)) lost++;
            else heldUp++;
            longest = Math.Max(longest, late);
        }

        return new WaitingOutcome(heldUp, lost, longest);
    }

    /// <summary>Until when somebody whose turn it was may be held up.</summary>
    private static long LastMoment(long turn, IReadOnlyList<(long From, long Until)> away)
    {
        var last = turn + Tolerance;
        foreach (var (from, until) in away)
        {
            if (from <= last && until + Recovery > turn) last = Math.Max(last, until + Recovery);
        }

        return last;
    }

    private sealed record Start(long AskedAt, long AnsweredAt, Func<long> ReachedAt);
}
