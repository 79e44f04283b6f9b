namespace Muster.Silo.Storage.Sqlite;

/// <summary>Which unsealed rows should become pages: full pages once enough of them share a commit, and what makes the tail too long.</summary>
internal sealed class SealPlan(int pageLength, int longest)
{
    /// <summary>Rows worth a commit of their own.</summary>
    public const int RowsWorthACommit = 1_024;

    /// <summary>Rows sealed in one commit: a few milliseconds.</summary>
    private const int UsualRows = 2_048;

    /// <summary>The same when the tail is too long: writers wait for it then, which keeps its length, and so a start, bounded.</summary>
    private const int MostRows = 8_192;

    private readonly Queue<Unsealed> _full = new();
    private int _fullRows;

    /// <summary>Rows trimmed in one commit at most.</summary>
    public const int MostTrimmed = 8_192;

    /// <summary>Many rows at the start of the log are in pages already.</summary>
    public bool HasMoreToTrim { get; set; }

    public bool IsWorthIt(int rows) => _fullRows >= RowsWorthACommit || rows > longest || HasMoreToTrim;

    public void Grown(Unsealed owner)
    {
        if (owner.Rows.Count % pageLength != 0) return;
        _fullRows += pageLength;
        if (owner.IsNoted) return;
        owner.IsNoted = true;
        _full.Enqueue(owner);
    }

    public void Shrunk(Unsealed owner, int before) => _fullRows += InFullPages(owner.Rows.Count) - InFullPages(before);

    /// <summary>It is damaged: never sealed.</summary>
    public void Lost(Unsealed owner) => _fullRows -= InFullPages(owner.Rows.Count);

    public void Clear()
    {
        _full.Clear();
        _fullRows = 0;
        HasMoreToTrim = false;
    }

    public List<PlannedPage> Next(IReadOnlyCollection<(long Row, Unsealed Owner)> log)
    {
        if (_fullRows >= RowsWorthACommit) return FullPages(log.Count > longest ? MostRows : UsualRows);
        return HasMoreToTrim ? [] : OldestRows(log);
    }

    private List<PlannedPage> FullPages(int mostRows)
    {
        var pages = new List<PlannedPage>();
        for (var noted = _full.Count; noted > 0 && pages.Count * pageLength < mostRows; noted--)
        {
            var owner = _full.Dequeue();
            owner.IsNoted = owner.Damage is null && owner.Rows.Count >= pageLength;
            if (!owner.IsNoted) continue;
            _full.Enqueue(owner);
            Cut(owner, InFullPages(owner.Rows.Count), mostRows, pages);
        }

        return pages;
    }

    /// <summary>All of the conversations that keep the start of the log from being trimmed, full pages or not.</summary>
    private List<PlannedPage> OldestRows(IReadOnlyCollection<(long Row, Unsealed Owner)> log)
    {
        var pages = new List<PlannedPage>();
        var seen = new HashSet<Unsealed>();
        var rows = 0;
        foreach (var (row, owner) in log)
        {
            if (rows >= MostRows || pages.Count * pageLength >= MostRows) break;
            if (owner.Damage is not null || !owner.Holds(row) || !seen.Add(owner)) continue;
            rows += owner.Rows.Count;
            Cut(owner, owner.Rows.Count, MostRows, pages);
        }

        return pages;
    }

    private void Cut(Unsealed owner, int count, int mostRows, List<PlannedPage> pages)
    {
        for (var start = 0; start < count && pages.Count * pageLength < mostRows; start += pageLength)
        {
            var rows = owner.Rows.GetRange(start, Math.Min(pageLength, count - start));
            pages.Add(new PlannedPage(owner, owner.Sealed + 1 + start, [.. rows], owner.Replaced));
        }
    }

    private int InFullPages(int rows) => rows / pageLength * pageLength;
}
