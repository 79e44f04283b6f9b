namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// Pages made of rows of the log; and away with the rows that earlier ones have sealed. A crash between the two leaves an entry in
/// both places, where the page counts.
/// </summary>
internal sealed class SealWrite(IReadOnlyList<PreparedPage> pages, Action<SealWrite> done) : Write
{
    private readonly List<PlannedPage> _stored = [];
    private long _trimmedThrough;

    public int Pages => _stored.Count;

    public bool HasFailed { get; private set; }

    public override void Run(WriteSession session)
    {
        _stored.Clear();
        foreach (var (page, list, bodies) in pages)
        {
            if (!session.IsStill(page)) continue; // a tombstone came between, or the tail was read anew
            session.InsertPage
                .Bind(1, page.Owner.Conversation).Bind(2, page.First).Bind(3, page.First + page.Rows.Length - 1)
                .Bind(4, list).Bind(5, bodies).Execute();
            _stored.Add(page);
        }

        foreach (var (after, through) in session.Tail.Trimmable())
        {
            session.DeleteRows.Bind(1, after).Bind(2, through).Execute();
            _trimmedThrough = through;
        }
    }

    public override void Publish(Tail tail)
    {
        _stored.ForEach(tail.Seal);
        tail.Trimmed(_trimmedThrough);
    }

    public override void Answer()
    {
        base.Answer();
        done(this);
    }

    public override void Fail(Exception why)
    {
        HasFailed = true;
        TrySetResult(); // nobody waits: what was not sealed is planned again
        done(this);
    }

    protected override Exception Failure(Exception why) => why;
}
