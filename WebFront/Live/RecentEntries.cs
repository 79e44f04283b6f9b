using Muster.Conversations;

namespace Muster.WebFront.Live;

/// <summary>
/// The newest entries of a conversation that some reader has yet to take: an unbroken run, bounded. Not safe for threads.
/// </summary>
internal sealed class RecentEntries(int most)
{
    private readonly Queue<Recorded> _run = new(0);

    /// <summary>The number that continues the run; 0 before anything is known.</summary>
    public int NextSeq { get; set; }

    /// <summary>False for an entry that was here before.</summary>
    public bool Append(Entry entry, string? holder)
    {
        if (entry.Seq < NextSeq)
            return false;

        if (entry.Seq > NextSeq)
            _run.Clear(); // a push got lost: who has not come this far reads
        else if (_run.Count == most)
            _run.Dequeue();
        _run.Enqueue(new Recorded(entry, holder));
        NextSeq = entry.Seq + 1;
        return true;
    }

    /// <summary>Those that follow <paramref name="position"/> without a gap.</summary>
    public IEnumerable<Recorded> After(int position)
    {
        foreach (var recorded in _run)
        {
            if (recorded.Entry.Seq <= position)
                continue;
            if (recorded.Entry.Seq != position + 1)
                yield break;

            position++;
            yield return recorded;
        }
    }

    /// <summary>Everybody has come so far.</summary>
    public void LetGo(int position)
    {
        while (_run.TryPeek(out var oldest) && oldest.Entry.Seq <= position)
            _run.Dequeue();
    }
}
