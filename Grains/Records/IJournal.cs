namespace Muster.Records;

/// <summary>
/// The append-only record of what happened in each conversation. What it acknowledged is on stable storage; entries of one
/// conversation are numbered from 1 without a gap and never change, except that <see cref="Replace"/> takes content away.
/// </summary>
/// <typeparam name="TFact">The facts it keeps; serialized by their JSON contract.</typeparam>
/// <typeparam name="TSnapshot">What the facts add up to, without the keys: its size must not grow with the transcript.</typeparam>
public interface IJournal<TFact, TSnapshot>
    where TFact : class
    where TSnapshot : class
{
    /// <summary>Everything needed to go on with a conversation: the newest snapshot, the entries after it and every key.</summary>
    /// <returns>An empty head (<c>LastSeq</c> 0) for a conversation without entries.</returns>
    /// <exception cref="JournalDamagedException">An entry or the snapshot cannot be read back as it was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read now.</exception>
    /// <exception cref="JournalDisposedException">The conversation's records were disposed of.</exception>
    Task<JournalHead<TFact, TSnapshot>> Open(string conversation);

    /// <summary>Stores the entries as one unit, all or none, after <paramref name="expectedSeq"/>; returns once they are durable.</summary>
    /// <param name="conversation">The grain key, <c>agency/conversation</c>.</param>
    /// <param name="expectedSeq">The seq of the last entry the caller knows of; 0 for none.</param>
    /// <param name="entries">At least one, numbered <paramref name="expectedSeq"/> + 1 and up.</param>
    /// <exception cref="JournalConflictException">Somebody else appended: the caller is no longer the writer. Nothing was stored.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown: the entries may or may not be stored.</exception>
    /// <exception cref="JournalDisposedException">The conversation's records were disposed of. Nothing was stored.</exception>
    Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<TFact>> entries);

    /// <summary>Entries with a seq above <paramref name="after"/>, ascending, at most <paramref name="most"/> of them.</summary>
    /// <exception cref="JournalDamagedException">One of them cannot be read back as it was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read now.</exception>
    /// <exception cref="JournalDisposedException">The conversation's records were disposed of.</exception>
    Task<IReadOnlyList<JournalEntry<TFact>>> Read(string conversation, int after, int most);

    /// <summary>Keeps a snapshot that covers the entries up to <paramref name="seq"/>, replacing an older one. Never on a message's path.</summary>
    /// <exception cref="JournalDisposedException">The conversation's records were disposed of. Nothing was stored.</exception>
    Task SaveSnapshot(string conversation, int seq, TSnapshot snapshot);

    /// <summary>
    /// Puts a tombstone where an entry's content stood; seq, time and key stay. Durable when it returns; repeating it is harmless. Like an append
    /// it is the writer's alone: whoever has been overtaken takes nothing away any more.
    /// </summary>
    /// <param name="conversation">The grain key, <c>agency/conversation</c>.</param>
    /// <param name="knownSeq">The seq of the last entry the caller knows of.</param>
    /// <param name="tombstone">With the seq, the time and the key of the entry it replaces.</param>
    /// <exception cref="JournalConflictException">Somebody else appended: the caller is no longer the writer. Nothing was replaced.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown; repeat it.</exception>
    Task Replace(string conversation, int knownSeq, JournalEntry<TFact> tombstone);
}
