using System.Globalization;
using Muster.Records;
using Muster.Silo.Storage;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Storage;

/// <summary>
/// What is on stable storage, whatever happens to the processes that use it. Each connects with a session of its own; only what a
/// session has synced is here.
/// </summary>
public sealed class SimulatedDisk
{
    private readonly SortedDictionary<string, List<StoredEntry>> _journals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Seq, byte[] Body)> _snapshots = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Tag, byte[] Bytes)> _states = new(StringComparer.Ordinal);
    private long _tags;

    /// <summary>Entries have reached it: the conversation, how many it had before, and they.</summary>
    public event Action<string, int, IReadOnlyList<StoredEntry>>? Appended;

    /// <summary>A state has reached it: its name and its bytes, none once it is cleared.</summary>
    public event Action<string, byte[]>? StateChanged;

    /// <summary>The wrapped data keys, apart from the records.</summary>
    public MemoryKeyBook Keys { get; } = new();

    /// <summary>Conversations with entries, in the order of their names; for a ledger.</summary>
    public IReadOnlyCollection<string> Conversations => _journals.Keys;

    /// <summary>The names of all states that begin like this, in their order: a type of grain, a grain, or less.</summary>
    public IEnumerable<string> StatesOf(string beginning) => _states.Keys.Where(name => name.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>For one process; the conditions are those of its own view of the disk.</summary>
    public DiskSession Connect(DiskConditions? conditions = null) => new(this, conditions ?? DiskConditions.Ideal);

    /// <summary>Turns over one byte of an entry's body.</summary>
    public void Damage(string conversation, int seq)
    {
        var entries = _journals[conversation];
        var body = entries[seq - 1].Body.ToArray();
        body[body.Length / 2] ^= 1;
        entries[seq - 1] = entries[seq - 1] with { Body = body };
    }

    internal StoredHead Open(string conversation, bool withSnapshot)
    {
        var entries = Entries(conversation);
        var snapshot = withSnapshot && _snapshots.TryGetValue(conversation, out var found) ? found : (Seq: 0, Body: null);
        var keys = from entry in entries
                   where entry.Key != 0
                   select new JournalKey(entry.Key, entry.Seq, new DateTimeOffset(entry.At, TimeSpan.Zero));
        return new StoredHead(entries.Count, snapshot.Seq, snapshot.Body, [.. entries.Skip(snapshot.Seq)], [.. keys]);
    }

    internal StoredEntry[] Read(string conversation, int after, int most) => [.. Entries(conversation).Skip(after).Take(most)];

    internal void Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> appended)
    {
        if (!_journals.TryGetValue(conversation, out var entries)) entries = [];
        if (entries.Count != expectedSeq) throw new JournalConflictException(conversation, expectedSeq, entries.Count);
        entries.AddRange(appended);
        _journals[conversation] = entries;
        Appended?.Invoke(conversation, expectedSeq, appended);
    }

    internal void SaveSnapshot(string conversation, int seq, byte[] body)
    {
        if (!_snapshots.TryGetValue(conversation, out var found) || found.Seq <= seq) _snapshots[conversation] = (seq, body);
    }

    internal void Replace(string conversation, int knownSeq, StoredEntry tombstone)
    {
        var entries = Entries(conversation);
        if (entries.Count != knownSeq) throw new JournalConflictException(conversation, knownSeq, entries.Count);
        if (tombstone.Seq > entries.Count || entries[tombstone.Seq - 1] is var old && (old.At, old.Key) != (tombstone.At, tombstone.Key))
            throw new ArgumentException($"Conversation {conversation} has no such entry.", nameof(tombstone));
        entries[tombstone.Seq - 1] = tombstone;
    }

    /// <summary>The newest fact a snapshot covers; 0 without one.</summary>
    internal int SnapshotSeq(string conversation) => _snapshots.TryGetValue(conversation, out var found) ? found.Seq : 0;

    internal (string Tag, byte[] Bytes)? State(string key) => _states.TryGetValue(key, out var found) ? found : null;

    /// <returns>The tag of what is stored now; null when <paramref name="bytes"/> is null and it was cleared.</returns>
    internal string? WriteState(string key, string? expected, byte[]? bytes)
    {
        var stored = State(key)?.Tag;
        if (stored != expected) throw new InconsistentStateException($"State {key} was written by another activation.", stored, expected);
        if (bytes is null)
        {
            _states.Remove(key);
            StateChanged?.Invoke(key, []);
            return null;
        }

        var tag = (++_tags).ToString(CultureInfo.InvariantCulture);
        _states[key] = (tag, bytes);
        StateChanged?.Invoke(key, bytes);
        return tag;
    }

    private List<StoredEntry> Entries(string conversation) => _journals.GetValueOrDefault(conversation) ?? [];
}
