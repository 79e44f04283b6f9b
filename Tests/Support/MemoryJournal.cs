using System.Text.Json;
using Muster.Conversations;
using Muster.Records;

namespace Muster.Tests.Support;

/// <summary>A journal that every silo of a test shares, kept as JSON. It can be told to fail.</summary>
internal sealed class MemoryJournal : IJournal<ConversationFact, Conversation>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(JournalEntry<string> Entry, string Json)>> _entries = [];
    private readonly Dictionary<string, (int Seq, string Json)> _snapshots = [];
    private readonly HashSet<string> _disposed = [];
    private Fault? _next;
    private int _appends;
    private int _untilBreak;
    private bool _isBreakStored;

    public enum Fault
    {
        /// <summary>Nothing is stored, and the append says so by an exception of unknown outcome.</summary>
        Lost,

        /// <summary>It is stored, and the append says the same.</summary>
        StoredAndReportedLost,

        /// <summary>It is stored, and so is what another activation appends right after it.</summary>
        StoredAndOvertaken,
    }

    public int Appends => Volatile.Read(ref _appends);

    /// <summary>What the next append comes to.</summary>
    public void FailNext(Fault fault)
    {
        lock (_gate)
            _next = fault;
    }

    /// <summary>The <paramref name="nth"/> write from now on, of any kind, has an unknown outcome.</summary>
    public void BreakAtWrite(int nth, bool isStored)
    {
        lock (_gate)
            (_untilBreak, _isBreakStored) = (nth, isStored);
    }

    public IReadOnlyList<ConversationFact> FactsOf(string conversation)
    {
        lock (_gate)
            return [.. Entries(conversation).Select(stored => Fact(stored).Fact)];
    }

    public string JsonOf(string conversation)
    {
        lock (_gate)
            return string.Join('\n', Entries(conversation).Select(stored => stored.Json).Append(_snapshots.GetValueOrDefault(conversation).Json));
    }

    /// <summary>Another activation has written: what an earlier one did not know of.</summary>
    public void AppendBehindTheGrainsBack(string conversation, ConversationFact fact)
    {
        lock (_gate)
            Add(conversation, new JournalEntry<ConversationFact>(Entries(conversation).Count + 1, Some.Moment, 0, fact));
    }

    /// <summary>The key of its records is destroyed.</summary>
    public void DisposeOf(string conversation)
    {
        lock (_gate)
            _disposed.Add(conversation);
    }

    public Task<JournalHead<ConversationFact, Conversation>> Open(string conversation)
    {
        lock (_gate)
        {
            var entries = Entries(conversation);
            var (covered, json) = _snapshots.GetValueOrDefault(conversation);
            return Task.FromResult(new JournalHead<ConversationFact, Conversation>(
                entries.Count,
                covered,
                json is null ? null : JsonSerializer.Deserialize<Conversation>(json, JsonSerializerOptions.Web),
                [.. entries.Skip(covered).Select(Fact)],
                [.. entries.Where(stored => stored.Entry.Key != 0).Select(stored => new JournalKey(stored.Entry.Key, stored.Entry.Seq, stored.Entry.At))]));
        }
    }

    public async Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<ConversationFact>> entries)
    {
        await Task.Yield(); // as a store, it answers in a later turn
        lock (_gate)
        {
            if (Entries(conversation).Count != expectedSeq)
                throw new JournalConflictException(conversation, expectedSeq, Entries(conversation).Count);

            Assert.Equal(Enumerable.Range(expectedSeq + 1, entries.Count), entries.Select(entry => entry.Seq));
            Interlocked.Increment(ref _appends);
            var fault = _next;
            _next = null;
            if (fault != Fault.Lost)
            {
                Write(() =>
                {
                    foreach (var entry in entries)
                        Add(conversation, entry);
                });
            }

            if (fault == Fault.StoredAndOvertaken)
                AppendBehindTheGrainsBack(conversation, new NoteAdded(Some.AlexAuthor, "from elsewhere"));
            else if (fault is not null)
                throw new JournalUnavailableException("The test said so.");
        }
    }

    public Task<IReadOnlyList<JournalEntry<ConversationFact>>> Read(string conversation, int after, int most)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<JournalEntry<ConversationFact>>>([.. Entries(conversation).Skip(after).Take(most).Select(Fact)]);
    }

    public Task SaveSnapshot(string conversation, int seq, Conversation snapshot)
    {
        lock (_gate)
        {
            if (_disposed.Contains(conversation))
                throw new JournalDisposedException(conversation);
            if (_snapshots.GetValueOrDefault(conversation).Seq < seq)
                Write(() => _snapshots[conversation] = (seq, JsonSerializer.Serialize(snapshot, JsonSerializerOptions.Web)));
        }

        return Task.CompletedTask;
    }

    public async Task Replace(string conversation, int knownSeq, JournalEntry<ConversationFact> tombstone)
    {
        await Task.Yield();
        lock (_gate)
        {
            if (Entries(conversation).Count != knownSeq)
                throw new JournalConflictException(conversation, knownSeq, Entries(conversation).Count);

            Write(() => Entries(conversation)[tombstone.Seq - 1] = Stored(tombstone));
        }
    }

    private void Write(Action store)
    {
        var isBroken = _untilBreak > 0 && --_untilBreak == 0;
        if (!isBroken || _isBreakStored)
            store();
        if (isBroken)
            throw new JournalUnavailableException("The test said so.");
    }

    private void Add(string conversation, JournalEntry<ConversationFact> entry) => Entries(conversation).Add(Stored(entry));

    private List<(JournalEntry<string> Entry, string Json)> Entries(string conversation)
    {
        if (_disposed.Contains(conversation))
            throw new JournalDisposedException(conversation);
        if (!_entries.TryGetValue(conversation, out var entries))
            _entries[conversation] = entries = [];
        return entries;
    }

    private static (JournalEntry<string>, string) Stored(JournalEntry<ConversationFact> entry) =>
        (new JournalEntry<string>(entry.Seq, entry.At, entry.Key, ""), JsonSerializer.Serialize(entry.Fact, JsonSerializerOptions.Web));

    private static JournalEntry<ConversationFact> Fact((JournalEntry<string> Entry, string Json) stored) => new(
        stored.Entry.Seq, stored.Entry.At, stored.Entry.Key, JsonSerializer.Deserialize<ConversationFact>(stored.Json, JsonSerializerOptions.Web)!);
}
