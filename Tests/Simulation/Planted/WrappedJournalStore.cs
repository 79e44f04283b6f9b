using Muster.Silo.Storage;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A journal store with something around it.</summary>
internal abstract class WrappedJournalStore(IJournalStore inner) : IJournalStore
{
    protected IJournalStore Inner { get; } = inner;

    public virtual Task<StoredHead> Open(string conversation, bool withSnapshot = true) => Inner.Open(conversation, withSnapshot);

    public virtual Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries) => Inner.Append(conversation, expectedSeq, entries);

    public virtual Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most) => Inner.Read(conversation, after, most);

    public virtual Task SaveSnapshot(string conversation, int seq, byte[] body) => Inner.SaveSnapshot(conversation, seq, body);

    public virtual Task Replace(string conversation, int knownSeq, StoredEntry tombstone) => Inner.Replace(conversation, knownSeq, tombstone);
}
