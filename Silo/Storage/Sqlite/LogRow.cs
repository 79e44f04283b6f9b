namespace Muster.Silo.Storage.Sqlite;

/// <summary>Reads a row of the log, selected as <c>row, conversation, seq, at, key, sum, body</c>.</summary>
internal static class LogRow
{
    public static StoredEntry Read(Statement row) => new((int)row.Long(2), row.Long(3), row.Key(4), row.Bytes(6).ToArray());

    /// <summary>It is what was written for this conversation.</summary>
    public static bool IsWhole(string conversation, Statement row) =>
        Checksum.OfRow(conversation, (int)row.Long(2), row.Long(3), row.Key(4), row.Bytes(6)) == row.Long(5);
}
