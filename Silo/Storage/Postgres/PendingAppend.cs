using Muster.Records;

namespace Muster.Silo.Storage.Postgres;

/// <summary>Entries to be made durable, and the wait for it.</summary>
internal sealed class PendingAppend(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Conversation => conversation;

    public int ExpectedSeq => expectedSeq;

    public IReadOnlyList<StoredEntry> Entries => entries;

    public int LastSeq => expectedSeq + entries.Count;

    public long Bytes { get; } = entries.Sum(entry => (long)entry.Body.Length);

    public void Stored() => TrySetResult();

    /// <summary>Nothing was stored: the conversation stands at <paramref name="last"/>.</summary>
    public void Refuse(int last) => TrySetException(new JournalConflictException(conversation, expectedSeq, last));

    public void Fail(Exception why) => TrySetException(PostgresFailures.OfJournal($"Conversation {conversation} could not be written", why));
}
