using Muster.Records;
using Muster.Silo.Storage;

namespace Muster.Tests.Simulation.Storage;

/// <summary>The journal of a process in the simulation.</summary>
internal sealed class SimulatedJournalStore(DiskSession session) : IJournalStore
{
    public Task<StoredHead> Open(string conversation, bool withSnapshot = true) =>
        session.Read(new(DiskVerb.OpenConversation, conversation), disk => disk.Open(conversation, withSnapshot), Failure(conversation));

    public Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
    {
        JournalEntries.Check(expectedSeq, entries);
        return session.Write(new(DiskVerb.Append, conversation), disk => disk.Append(conversation, expectedSeq, entries), Failure(conversation));
    }

    public Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most) =>
        session.Read<IReadOnlyList<StoredEntry>>(new(DiskVerb.ReadEntries, conversation), disk => disk.Read(conversation, after, most), Failure(conversation));

    public Task SaveSnapshot(string conversation, int seq, byte[] body) =>
        session.Write(new(DiskVerb.SaveSnapshot, conversation), disk => disk.SaveSnapshot(conversation, seq, body), Failure(conversation));

    public Task Replace(string conversation, int knownSeq, StoredEntry tombstone) =>
        session.Write(new(DiskVerb.Replace, conversation), disk => disk.Replace(conversation, knownSeq, tombstone), Failure(conversation));

    private static Func<Exception> Failure(string conversation) =>
        () => new JournalUnavailableException($"The simulated disk failed for {conversation}.");
}
