using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// Finds by conversation what the log holds by row: an index in memory, so that a message writes none. The writer's thread alone
/// changes it, after the commit; readers take copies.
/// </summary>
internal sealed class Tail(int pageLength, int longest)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Unsealed> _conversations = new(StringComparer.Ordinal);

    /// <summary>The rows of the log in their order, each with its conversation.</summary>
    private readonly Queue<(long Row, Unsealed Owner)> _rows = new();

    /// <summary>Rows of damaged conversations: never sealed, never trimmed, left for whoever repairs them.</summary>
    private readonly SortedSet<long> _kept = [];

    private readonly SealPlan _plan = new(pageLength, longest);

    private long _trimmedThrough;

    /// <summary>Null as long as it tells what is stored; otherwise why that could not be found out.</summary>
    private Exception? _unknown;

    /// <summary>The last row of the log; 0 for none.</summary>
    public long LastRow { get; private set; }

    public int Length => _rows.Count;

    public bool WantsSealing => _plan.IsWorthIt(_rows.Count);

    /// <summary>For the writer; null where the log holds nothing of it.</summary>
    public Unsealed? Find(string conversation) => _conversations.GetValueOrDefault(conversation);

    public Unsealed? Find(ReadOnlySpan<char> conversation) =>
        _conversations.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(conversation, out var found) ? found : null;

    /// <summary>What the log holds of a conversation now. Taken before the database's snapshot, it and the pages leave no gap.</summary>
    /// <exception cref="JournalDamagedException">One of its rows is damaged.</exception>
    /// <exception cref="JournalUnavailableException">What the log holds is not known now.</exception>
    public TailCopy Copy(string conversation, int after = 0)
    {
        lock (_gate)
        {
            if (_unknown is { } why) throw Failures.OfJournal($"Conversation {conversation} cannot be read", why);
            if (!_conversations.TryGetValue(conversation, out var found)) return TailCopy.None;
            if (found.Damage is { } damage) throw new JournalDamagedException(damage);
            var skipped = Math.Clamp(after - found.Sealed, 0, found.Rows.Count);
            return new TailCopy(found.Sealed + 1 + skipped, [.. found.Rows.Skip(skipped)]);
        }
    }

    /// <summary>Makes a group's changes visible at once.</summary>
    public void Publish(List<Write> group)
    {
        lock (_gate)
        {
            foreach (var write in group) write.Publish(this);
        }
    }

    /// <summary>Lets <paramref name="load"/> note what is stored before anyone looks again.</summary>
    /// <param name="forget">What was known is dropped first, for all that is stored to be noted anew.</param>
    /// <param name="load">Calls the notes below.</param>
    public void Load(bool forget, Action load)
    {
        lock (_gate)
        {
            if (forget)
            {
                _conversations.Clear();
                _rows.Clear();
                _kept.Clear();
                _plan.Clear();
                LastRow = _trimmedThrough = 0;
            }

            load();
            _unknown = null;
            foreach (var owner in _conversations.Values) owner.PendingLast = owner.Last;
        }
    }

    /// <summary>Nobody can say now what the log holds; until the next load.</summary>
    public void Lose(Exception why)
    {
        lock (_gate) _unknown = why;
    }

    public Unsealed Add(string conversation, int sealedSeq)
    {
        var added = new Unsealed(conversation, sealedSeq);
        lock (_gate) _conversations.Add(conversation, added);
        return added;
    }

    /// <summary>Notes a row that is stored; from within <see cref="Publish"/> or <see cref="Load"/>, as all below.</summary>
    public void Append(Unsealed owner, long row)
    {
        Skip(owner, row);
        owner.Rows.Add(row);
        _plan.Grown(owner);
    }

    /// <summary>Notes a row whose entry is in a page already; it waits to be trimmed.</summary>
    public void Skip(Unsealed owner, long row)
    {
        LastRow = row;
        _rows.Enqueue((row, owner));
    }

    /// <summary>Notes a row that cannot be used.</summary>
    public void Keep(Unsealed owner, long row, string damage)
    {
        LastRow = row;
        _kept.Add(row);
        Damaged(owner, damage);
    }

    /// <summary>Notes that a page is stored.</summary>
    public void Seal(PlannedPage page)
    {
        var owner = page.Owner;
        var before = owner.Rows.Count;
        owner.Rows.RemoveRange(0, page.Rows.Length);
        owner.Sealed += page.Rows.Length;
        _plan.Shrunk(owner, before);
        Forget(owner);
    }

    /// <summary>Forgets a conversation of which the log holds nothing, and nothing is about to come.</summary>
    public void Forget(Unsealed owner)
    {
        if (owner is { Rows.Count: 0, Damage: null } && owner.PendingLast == owner.Last) _conversations.Remove(owner.Conversation);
    }

    /// <summary>Notes that the rows up to this one are gone.</summary>
    public void Trimmed(long through)
    {
        while (_rows.TryPeek(out var first) && first.Row <= through) _rows.Dequeue();
        _trimmedThrough = Math.Max(_trimmedThrough, through);
        _plan.HasMoreToTrim = _rows.Count > SealPlan.RowsWorthACommit
            && _rows.Take(SealPlan.RowsWorthACommit).All(row => row.Owner.Damage is not null || !row.Owner.Holds(row.Row));
    }

    public void MarkDamaged(Unsealed owner, string damage)
    {
        lock (_gate) Damaged(owner, damage);
    }

    /// <summary>What to seal next; empty for nothing, or for trimming alone.</summary>
    public List<PlannedPage> Plan()
    {
        lock (_gate) return _plan.Next(_rows);
    }

    /// <summary>Ranges of rows (exclusive, inclusive) whose entries are all in pages, from the start of the log.</summary>
    public List<(long After, long Through)> Trimmable()
    {
        lock (_gate)
        {
            var through = _trimmedThrough;
            foreach (var (row, owner) in _rows.Take(SealPlan.MostTrimmed))
            {
                if (owner.Damage is null && owner.Holds(row)) break;
                if (owner.Holds(row)) _kept.Add(row);
                through = row;
            }

            var ranges = new List<(long, long)>();
            var after = _trimmedThrough;
            foreach (var kept in _kept.GetViewBetween(after + 1, Math.Max(after + 1, through)))
            {
                if (kept - 1 > after) ranges.Add((after, kept - 1));
                after = kept;
            }

            if (through > after) ranges.Add((after, through));
            return ranges;
        }
    }

    private void Damaged(Unsealed owner, string damage)
    {
        if (owner.Damage is not null) return;
        owner.Damage = damage;
        _plan.Lost(owner);
    }
}
