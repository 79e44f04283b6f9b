using System.Text.Json;
using Muster.Auditing;
using Muster.Records;

namespace Muster.Tests.Support;

/// <summary>The lines of every agency's audit log, kept as JSON where a test can read and change them. It can be told to fail.</summary>
internal sealed class AuditMemory : IJournal<AuditLine, AuditHead>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<string>> _parts = [];
    private readonly Dictionary<string, (int Seq, AuditHead Head)> _snapshots = [];

    /// <summary>Appends up to now.</summary>
    public int Appends { get; private set; }

    /// <summary>The next append fails, and stores nothing, or stores it all the same.</summary>
    public bool? NextFailsStored { get; set; }

    /// <summary>The parts' journals, in the order they were begun.</summary>
    public IReadOnlyCollection<string> Journals
    {
        get
        {
            lock (_gate)
                return [.. _parts.Keys];
        }
    }

    /// <summary>A part's lines as they are stored, for a test to change.</summary>
    public List<string> Of(string journal)
    {
        lock (_gate)
            return _parts.TryGetValue(journal, out var lines) ? lines : _parts[journal] = [];
    }

    /// <summary>All lines of an agency, oldest first.</summary>
    public IReadOnlyList<AuditLine> LinesOf(string agency)
    {
        lock (_gate)
            return [.. _parts.Where(part => part.Key.StartsWith($"{agency}/", StringComparison.Ordinal)).SelectMany(part => part.Value).Select(Line).OrderBy(line => line.Number)];
    }

    public static AuditLine Line(string json) => JsonSerializer.Deserialize<AuditLine>(json, JsonSerializerOptions.Web)!;

    public Task<JournalHead<AuditLine, AuditHead>> Open(string conversation)
    {
        lock (_gate)
        {
            var (lines, (covered, head)) = (Of(conversation), _snapshots.GetValueOrDefault(conversation));
            if (covered > lines.Count)
                throw new JournalDamagedException("Less than the snapshot covers.");
            return Task.FromResult(new JournalHead<AuditLine, AuditHead>(lines.Count, covered, head, Entries(conversation, covered, int.MaxValue), []));
        }
    }

    public async Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<AuditLine>> entries)
    {
        await Task.Yield(); // as a store, it answers in a later turn
        lock (_gate)
        {
            var lines = Of(conversation);
            if (lines.Count != expectedSeq)
                throw new JournalConflictException(conversation, expectedSeq, lines.Count);

            Appends++;
            var isStored = NextFailsStored ?? true;
            if (isStored)
                lines.AddRange(entries.Select(entry => JsonSerializer.Serialize(entry.Fact, JsonSerializerOptions.Web)));
            if (NextFailsStored is not null)
            {
                NextFailsStored = null;
                throw new JournalUnavailableException("The test said so.");
            }
        }
    }

    public Task<IReadOnlyList<JournalEntry<AuditLine>>> Read(string conversation, int after, int most)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<JournalEntry<AuditLine>>>(Entries(conversation, after, most));
    }

    public Task SaveSnapshot(string conversation, int seq, AuditHead snapshot)
    {
        lock (_gate)
            _snapshots[conversation] = (seq, snapshot);
        return Task.CompletedTask;
    }

    public Task Replace(string conversation, int knownSeq, JournalEntry<AuditLine> tombstone) => throw new NotSupportedException("An audit log replaces nothing.");

    private JournalEntry<AuditLine>[] Entries(string journal, int after, int most) =>
        [.. Of(journal).Index().Skip(after).Take(most).Select(line => new JournalEntry<AuditLine>(line.Index + 1, Read(line.Item).At, 0, Read(line.Item)))];

    private static AuditLine Read(string json)
    {
        try
        {
            return Line(json);
        }
        catch (JsonException damage)
        {
            throw new JournalDamagedException("It is not what was stored there.", damage);
        }
    }
}
