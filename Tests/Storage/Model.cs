using Muster.Silo.Storage;

namespace Muster.Tests.Storage;

/// <summary>A journal as simple as can be, to compare with.</summary>
public sealed class Model
{
    private readonly Dictionary<string, List<StoredEntry>> _entries = [];
    private readonly Dictionary<string, (int Seq, byte[] Body)> _snapshots = [];

    public int Last(string conversation) => Entries(conversation).Count;

    public IReadOnlyList<StoredEntry> Read(string conversation, int after, int most) => [.. Entries(conversation).Skip(after).Take(most)];

    public (int Seq, byte[]? Body) Snapshot(string conversation) => _snapshots.TryGetValue(conversation, out var found) ? found : (0, null);

    public void Append(string conversation, IEnumerable<StoredEntry> entries) => Entries(conversation).AddRange(entries);

    public void SaveSnapshot(string conversation, int seq, byte[] body)
    {
        if (Snapshot(conversation).Seq <= seq) _snapshots[conversation] = (seq, body);
    }

    public void Replace(string conversation, StoredEntry tombstone) => Entries(conversation)[tombstone.Seq - 1] = tombstone;

    private List<StoredEntry> Entries(string conversation) =>
        _entries.TryGetValue(conversation, out var found) ? found : _entries[conversation] = [];
}
