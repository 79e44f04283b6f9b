using System.Globalization;
using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// The wrapped data keys of one machine, in a file of their own. Several processes may use it at once. What is overwritten is zeroed in the file, and
/// its journal is deleted with each write, so that no destroyed key stays behind as far as the file system keeps its word.
/// </summary>
/// <remarks>It opens the file for each call: calls are rare, and a file that was brought back is seen.</remarks>
internal sealed class SqliteKeyBook(string file) : IKeyBook
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>How long a call waits for another process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Where => file;

    public Task<IReadOnlyList<(string Name, string Tag)>> List() => Use<IReadOnlyList<(string, string)>>(
        connection => connection.Rows("SELECT name, version FROM ring", row => (System.Text.Encoding.UTF8.GetString(row.Bytes(0)), Tag(row.Long(1)))));

    public Task<(byte[] Ring, string Tag)?> Read(string name) => Use<(byte[], string)?>(connection =>
    {
        var read = connection.Prepare("SELECT body, version FROM ring WHERE name = ?1").Bind(1, name);
        return read.Step() ? (read.Bytes(0).ToArray(), Tag(read.Long(1))) : null;
    });

    public Task<string?> Write(string name, byte[] ring, string? expected) => Use(connection =>
    {
        var version = expected is null ? 0 : long.Parse(expected, CultureInfo.InvariantCulture);
        if (version == 0) connection.Prepare("INSERT INTO ring VALUES(?1, 1, ?2) ON CONFLICT DO NOTHING").Bind(1, name).Bind(2, ring).Execute();
        else connection.Prepare("UPDATE ring SET version = version + 1, body = ?2 WHERE name = ?1 AND version = ?3").Bind(1, name).Bind(2, ring).Bind(3, version).Execute();
        return connection.Changes == 1 ? Tag(version + 1) : null;
    });

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private Task<T> Use<T>(Func<Connection, T> use)
    {
        try
        {
            using var connection = Open();
            return Task.FromResult(use(connection));
        }
        catch (Exception failure) when (failure is SqliteFailure or IOException or UnauthorizedAccessException)
        {
            throw new KeysUnavailableException($"The data keys in {file} cannot be used: {failure.Message}", failure);
        }
    }

    private Connection Open()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
        var connection = Connection.Open(file, Patience, create: true);
        try
        {
            connection.Execute("PRAGMA secure_delete = ON");
            connection.Execute("PRAGMA synchronous = EXTRA"); // the folder too: a key is on the disk before anything is sealed with it
            connection.Execute("CREATE TABLE IF NOT EXISTS ring(name TEXT PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL) STRICT");
            return connection;
        }
        catch (SqliteFailure)
        {
            connection.Dispose();
            throw;
        }
    }
}
