namespace Muster.Silo.Storage.Postgres;

/// <summary>What the node has appended since its start. Written by the writer alone, read by anyone.</summary>
public sealed class PostgresCounters
{
    private long _commits;
    private long _appends;

    /// <summary>Statements that made appends durable.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Appends they held.</summary>
    public long Appends => Interlocked.Read(ref _appends);

    internal void Committed(int appends)
    {
        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _appends, appends);
    }
}
