using Muster.Records;

namespace Muster.Silo.Storage;

/// <summary>
/// Keeps entries as bytes, with the same promises as <see cref="IJournal{TFact,TSnapshot}"/>. What the bytes mean, and that
/// nobody else can read them, is <see cref="Journal{TFact,TSnapshot}"/>'s part.
/// </summary>
public interface IJournalStore
{
    /// <summary>The newest snapshot, the entries after it and every key.</summary>
    /// <param name="conversation">The grain key, <c>agency/conversation</c>.</param>
    /// <param name="withSnapshot">False answers as if there were no snapshot, for one that cannot be read any more.</param>
    /// <exception cref="JournalDamagedException">An entry or the list of keys cannot be read back as it was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read now.</exception>
    Task<StoredHead> Open(string conversation, bool withSnapshot = true);

    /// <summary>Stores the entries as one unit after <paramref name="expectedSeq"/>; returns once they are durable.</summary>
    /// <exception cref="JournalConflictException">The conversation stands elsewhere. Nothing was stored.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown.</exception>
    /// <exception cref="ArgumentException">No entries, or not numbered <paramref name="expectedSeq"/> + 1 and up.</exception>
    Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries);

    /// <summary>Entries with a seq above <paramref name="after"/>, ascending, at most <paramref name="most"/> of them.</summary>
    /// <exception cref="JournalDamagedException">One of them is missing or cannot be read back as it was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read now.</exception>
    Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most);

    /// <summary>Keeps a snapshot that covers the entries up to <paramref name="seq"/>; one that covers more stays, so no zombie's takes its place.</summary>
    /// <exception cref="JournalUnavailableException">The outcome is unknown; repeating it is harmless.</exception>
    Task SaveSnapshot(string conversation, int seq, byte[] body);

    /// <summary>
    /// Puts another body where an entry's stood, as long as the conversation stands at <paramref name="knownSeq"/>; its seq, time and key must be
    /// the stored ones. Never takes the place of what somebody else has put there since it began.
    /// </summary>
    /// <exception cref="JournalConflictException">The conversation stands elsewhere. Nothing was replaced.</exception>
    /// <exception cref="ArgumentException">No such entry, or its time or key differs.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown; repeating it is harmless.</exception>
    Task Replace(string conversation, int knownSeq, StoredEntry tombstone);
}
