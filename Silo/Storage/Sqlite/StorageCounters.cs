namespace Muster.Silo.Storage.Sqlite;

/// <summary>What the store has done since it was opened. Written by the writer alone, read by anyone.</summary>
public sealed class StorageCounters
{
    private long _commits;
    private long _writes;
    private long _bytesWritten;
    private long _pagesSealed;
    private long _tailLength;

    /// <summary>Transactions made durable.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes those transactions held: appends, states, snapshots, seals.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Bytes handed to the file system by commits, in whole database pages; moving them into the file later writes them once more.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Pages of entries made from the log.</summary>
    public long PagesSealed => Interlocked.Read(ref _pagesSealed);

    /// <summary>Rows of the log that a start would read now.</summary>
    public long TailLength => Interlocked.Read(ref _tailLength);

    internal void Committed(int writes, long bytes, int tailLength)
    {
        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _writes, writes);
        Interlocked.Add(ref _bytesWritten, bytes);
        Interlocked.Exchange(ref _tailLength, tailLength);
    }

    internal void Sealed(int pages) => Interlocked.Add(ref _pagesSealed, pages);
}
