namespace Muster.Silo.Storage.Postgres;

/// <summary>Appends of one conversation that continue each other, so that one look at where it stands decides for all of them.</summary>
internal sealed class AppendRun(PendingAppend first)
{
    private readonly List<PendingAppend> _appends = [first];

    public string Conversation => First.Conversation;

    public int ExpectedSeq => First.ExpectedSeq;

    public PendingAppend First => first;

    public IReadOnlyList<PendingAppend> Appends => _appends;

    public IEnumerable<PendingAppend> Others => _appends.Skip(1);

    /// <summary>One run for each conversation; what does not continue it comes later, with all that follows.</summary>
    /// <returns>In the order of their conversations, so that two processes never lock each other out.</returns>
    public static AppendRun[] Plan(IEnumerable<PendingAppend> waiting, List<PendingAppend> later)
    {
        var runs = new Dictionary<string, AppendRun>(StringComparer.Ordinal);
        var ended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var append in waiting)
        {
            if (runs.TryAdd(append.Conversation, new AppendRun(append))) continue;
            if (!ended.Contains(append.Conversation) && runs[append.Conversation].TryAdd(append)) continue;
            ended.Add(append.Conversation);
            later.Add(append);
        }

        return [.. runs.Values.OrderBy(run => run.Conversation, StringComparer.Ordinal)];
    }

    private bool TryAdd(PendingAppend next)
    {
        if (next.ExpectedSeq != _appends[^1].LastSeq) return false;
        _appends.Add(next);
        return true;
    }
}
