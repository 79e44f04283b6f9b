namespace Muster.Records;

/// <summary>What <see cref="IJournal{TFact,TSnapshot}.Open"/> found.</summary>
/// <param name="LastSeq">The seq of the newest entry; 0 where there is none.</param>
/// <param name="SnapshotSeq">The last seq the snapshot covers; 0 where there is none.</param>
/// <param name="Snapshot">What the entries up to <paramref name="SnapshotSeq"/> add up to.</param>
/// <param name="After">The entries after the snapshot, ascending.</param>
/// <param name="Keys">The key of every entry that has one, the whole conversation's, those of <paramref name="After"/> included.</param>
public sealed record JournalHead<TFact, TSnapshot>(
    int LastSeq,
    int SnapshotSeq,
    TSnapshot? Snapshot,
    IReadOnlyList<JournalEntry<TFact>> After,
    IReadOnlyList<JournalKey> Keys)
    where TFact : class
    where TSnapshot : class;
