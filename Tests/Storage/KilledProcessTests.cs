using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>A real process, killed with SIGKILL in the middle of its work.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new(onDisk: true);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_every_kill()
    {
        var acknowledged = new Dictionary<string, int>();
        for (var kills = 0; kills < 3; kills++)
        {
            await WriteUntilKilled(acknowledged, after: 1_500);

            using var database = MusterDatabase.Open(new StorageSettings { Directory = _scratch.Path }, TimeProvider.System, NullLogger.Instance);
            foreach (var (conversation, last) in acknowledged)
            {
                var entries = await new SqliteJournalStore(database).Read(conversation, 0, int.MaxValue);
                Assert.InRange(entries.Count, last, last + 1); // one may have been stored and not yet acknowledged
                Assert.Equal(Enumerable.Range(1, entries.Count).Select(seq => (seq, $"body {seq}")), entries.Select(entry => (entry.Seq, entry.Text())));
            }
        }
    }

    private async Task WriteUntilKilled(Dictionary<string, int> acknowledged, int after)
    {
        using var process = Process.Start(Writer())!;
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split(' ') is not ["acknowledged", var conversation, var seq]) continue;
            acknowledged[conversation] = int.Parse(seq, CultureInfo.InvariantCulture);
            if (++lines == after) process.Kill();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(lines >= after, "The writer ended by itself.");
    }

    /// <summary>This very program, asked for one explicit test.</summary>
    private ProcessStartInfo Writer()
    {
        var program = Environment.ProcessPath!;
        string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(KilledProcessTests).Assembly.Location] : [];
        string[] test = ["-method", $"{typeof(WriterUntilKilled).FullName}.{nameof(WriterUntilKilled.Appends_and_says_what_was_acknowledged)}", "-explicit", "only"];
        var start = new ProcessStartInfo(program, [.. itself, .. test]) { RedirectStandardOutput = true };
        start.Environment[WriterUntilKilled.DirectoryVariable] = _scratch.Path;
        return start;
    }
}
