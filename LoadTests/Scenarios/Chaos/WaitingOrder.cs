using Muster.LoadTests.Clients;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Whether whoever came first was served first: no place in a line may be lost, whichever process dies.</summary>
internal sealed class WaitingOrder
{
    /// <summary>Assignments run in parallel, and one's screen may be a moment behind another's.</summary>
    private const long Tolerance = 5_000_000_000;

    private readonly List<(long AskedAt, long AnsweredAt, Conversation Conversation)> _starts = [];

    public int Count => _starts.Count;

    /// <param name="askedAt">when the start was sent: nanoseconds</param>
    /// <param name="answeredAt">when it was acknowledged</param>
    /// <param name="conversation">which is on an agent's screen some day</param>
    public void Add(long askedAt, long answeredAt, Conversation conversation) => _starts.Add((askedAt, answeredAt, conversation));

    /// <summary>Those who were in the line before another had asked, and were served clearly later than that one, or never.</summary>
    public int Overtaken() => _starts.Count(before =>
        _starts.Any(behind => behind.AskedAt > before.AnsweredAt && behind.Conversation.ReachedAt != 0
            && (before.Conversation.ReachedAt == 0 || before.Conversation.ReachedAt > behind.Conversation.ReachedAt + Tolerance)));
}
