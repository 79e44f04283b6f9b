using Muster.Records;

namespace Muster.Silo.Storage;

/// <summary>What <see cref="IJournalStore.Open"/> found; see <see cref="JournalHead{TFact,TSnapshot}"/>.</summary>
public sealed record StoredHead(
    int LastSeq,
    int SnapshotSeq,
    byte[]? Snapshot,
    IReadOnlyList<StoredEntry> After,
    IReadOnlyList<JournalKey> Keys)
{
    public static StoredHead Empty { get; } = new(0, 0, null, [], []);
}
