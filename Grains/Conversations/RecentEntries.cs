using System.Collections.Immutable;

namespace Muster.Conversations;

/// <summary>The newest entries, kept so that screens which are a little behind need no storage.</summary>
public sealed class RecentEntries
{
    private const int Most = 64;

    private readonly Queue<Entry> _entries = new();

    public void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        if (_entries.Count > Most)
            _entries.Dequeue();
    }

    /// <summary>Puts a tombstone where an entry stood.</summary>
    public void Replace(Entry entry)
    {
        for (var left = _entries.Count; left > 0; left--)
        {
            var one = _entries.Dequeue();
            _entries.Enqueue(one.Seq == entry.Seq ? entry : one);
        }
    }

    /// <summary>The entries after <paramref name="after"/>, or null where some of them are no longer here.</summary>
    public ImmutableArray<Entry>? After(int after, int lastSeq) =>
        after >= lastSeq ? []
        : _entries.TryPeek(out var oldest) && oldest.Seq <= after + 1 ? [.. _entries.Where(entry => entry.Seq > after)]
        : null;
}
