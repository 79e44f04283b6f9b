using System.Buffers.Binary;
using SQLitePCL;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>A prepared statement, used again and again by one thread. Parameters count from 1, columns from 0.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt statement, string sql) : IDisposable
{
    public void Dispose() => statement.Dispose();

    public Statement Bind(int parameter, long value) => Checked(raw.sqlite3_bind_int64(statement, parameter, value));

    public Statement Bind(int parameter, string value) => Checked(raw.sqlite3_bind_text(statement, parameter, value));

    public Statement Bind(int parameter, ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(statement, parameter, value));

    /// <summary>Sixteen bytes, or NULL for 0.</summary>
    public Statement BindKey(int parameter, UInt128 value)
    {
        if (value == 0) return Checked(raw.sqlite3_bind_null(statement, parameter));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Bind(parameter, bytes);
    }

    /// <returns>True when there is a row to read.</returns>
    public bool Step() => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Failure(code),
    };

    /// <summary>Runs it to its end and makes it ready for the next time.</summary>
    public void Execute()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Always after the last row that was wanted: a statement left open holds its snapshot.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement); // repeats the code that Step has thrown already

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Valid until the next step; text comes as its UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public UInt128 Key(int column)
    {
        var bytes = Bytes(column);
        return bytes.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : 0;
    }

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw Failure(code);

    private SqliteFailure Failure(int code) =>
        new(raw.sqlite3_extended_errcode(database) is var extended and not 0 ? extended : code, $"run \"{sql}\"", raw.sqlite3_errmsg(database).utf8_to_string());
}
