namespace Muster.Silo.Storage.Sqlite;

/// <summary>Copies the write-ahead log into the file, without making any reader or writer wait.</summary>
internal static class Checkpoints
{
    /// <returns>True when everything has been copied, so that the write-ahead log can start over.</returns>
    public static bool Run(Connection connection) =>
        connection.Rows("PRAGMA wal_checkpoint(PASSIVE)", row => row.Long(0) == 0 && row.Long(1) == row.Long(2))[0];
}
