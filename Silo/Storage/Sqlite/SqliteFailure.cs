using SQLitePCL;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>SQLite did not do what it was asked.</summary>
internal sealed class SqliteFailure(int code, string doing, string reason)
    : Exception($"SQLite could not {doing}: {reason} ({code & 0xff}/{code}).")
{
    /// <summary>The primary result code.</summary>
    public int Code { get; } = code & 0xff;

    /// <summary>What is stored is broken, as opposed to a store that does not answer now.</summary>
    public bool IsDamage => Code is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT;

    /// <summary>One statement's own fault: the same transaction without it can still succeed.</summary>
    public bool ConcernsOneStatement => Code is raw.SQLITE_CORRUPT or raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH;
}
