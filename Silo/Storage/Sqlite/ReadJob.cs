namespace Muster.Silo.Storage.Sqlite;

/// <summary>Something to be read on a reader's thread, in a snapshot of its own.</summary>
internal abstract class ReadJob
{
    /// <summary>Reads and answers whoever waits.</summary>
    /// <exception cref="SqliteFailure">The connection may be unusable; nobody has been answered.</exception>
    public abstract void Run(ReadSession session);

    public abstract void Fail(Exception why);
}
