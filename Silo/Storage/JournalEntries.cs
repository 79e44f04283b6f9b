namespace Muster.Silo.Storage;

/// <summary>What every journal store asks of entries that shall be appended.</summary>
internal static class JournalEntries
{
    /// <exception cref="ArgumentException">None, or not numbered <paramref name="expectedSeq"/> + 1 and up.</exception>
    public static void Check(int expectedSeq, IReadOnlyList<StoredEntry> entries)
    {
        if (entries.Count == 0) throw new ArgumentException("Nothing to append.", nameof(entries));
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Seq != expectedSeq + 1 + i)
                throw new ArgumentException($"Entry {entries[i].Seq} stands where {expectedSeq + 1 + i} belongs.", nameof(entries));
        }
    }
}
