namespace Muster.LoadTests.Proof;

/// <summary>What one reader saw of one conversation, in the order in which it was shown.</summary>
internal sealed class View
{
    private readonly List<Entry> _entries = [];
    private readonly List<int> _beginnings = [];

    public IReadOnlyList<Entry> Entries => _entries;

    public long NewestSeq { get; private set; }

    /// <summary>From here on the server may tell the conversation again from its first entry (`assigned` came once more).</summary>
    public void Begin() => _beginnings.Add(_entries.Count);

    public void Saw(in Entry entry)
    {
        _entries.Add(entry);
        NewestSeq = Math.Max(NewestSeq, entry.Seq);
    }

    /// <summary>Each telling of the conversation by itself.</summary>
    public IEnumerable<IReadOnlyList<Entry>> Tellings()
    {
        var from = 0;
        foreach (var beginning in _beginnings.Append(_entries.Count))
        {
            if (beginning > from)
                yield return _entries[from..beginning];
            from = beginning;
        }
    }
}
