using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>Which files a start uses, and which it leaves alone.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    private StorageSettings Settings => new() { Directory = _scratch.Path };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Other_files_in_the_directory_are_left_alone()
    {
        File.WriteAllText(_scratch.File("notes.txt"), "mine");

        Open().Dispose();

        Assert.Equal("mine", File.ReadAllText(_scratch.File("notes.txt")));
        Assert.True(File.Exists(Settings.DatabaseFile));
    }

    [Fact]
    public void A_newer_schema_is_refused_and_stays_as_it_is()
    {
        Open().Dispose();
        Sql("PRAGMA user_version = 2");
        var before = File.ReadAllBytes(Settings.DatabaseFile);

        var refusal = Assert.Throws<StorageRefusedException>(() => Open());

        Assert.Contains("schema version 2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Settings.DatabaseFile));
    }

    [Fact]
    public void Another_programs_database_is_refused_and_stays_as_it_is()
    {
        Sql("CREATE TABLE theirs(x)");
        var before = File.ReadAllBytes(Settings.DatabaseFile);

        var refusal = Assert.Throws<StorageRefusedException>(() => Open());

        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Settings.DatabaseFile));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_stays_as_it_is()
    {
        File.WriteAllText(Settings.DatabaseFile, new string('?', 5_000));

        Assert.Throws<StorageRefusedException>(() => Open());

        Assert.Equal(new string('?', 5_000), File.ReadAllText(Settings.DatabaseFile));
    }

    [Fact]
    public void A_second_process_is_refused()
    {
        using var first = Open();

        var refusal = Assert.Throws<StorageRefusedException>(() => Open());

        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
    }

    private void Sql(string statements)
    {
        using var connection = Connection.Open(Settings.DatabaseFile, TimeSpan.Zero, create: true);
        connection.Execute(statements);
    }

    private MusterDatabase Open() => MusterDatabase.Open(Settings, TimeProvider.System, NullLogger.Instance);
}
