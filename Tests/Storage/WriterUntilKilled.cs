using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>What <see cref="KilledProcessTests"/> starts and kills; on its own it does nothing.</summary>
public sealed class WriterUntilKilled
{
    public const string DirectoryVariable = "MUSTER_TESTS_WRITE_TO";

    [Fact(Explicit = true)]
    public async Task Appends_and_says_what_was_acknowledged()
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is not { } directory) return;
        var settings = new StorageSettings { Directory = directory, LongestTail = 200 };
        using var database = MusterDatabase.Open(settings, TimeProvider.System, NullLogger.Instance);
        var journal = new SqliteJournalStore(database);
        using var acknowledged = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AppendTo($"demo/c-{number}")));

        async Task AppendTo(string conversation)
        {
            for (var last = (await journal.Open(conversation)).LastSeq; last < 1_000_000; last++)
            {
                await journal.Append(conversation, last, [Some.Entry(last + 1)]);
                lock (acknowledged) acknowledged.WriteLine($"acknowledged {conversation} {last + 1}");
            }
        }
    }
}
