using System.Text;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

public sealed class MemoryKeyBookTests : KeyBookContract
{
    protected override IKeyBook MakeBook() => new MemoryKeyBook();
}

public sealed class SqliteKeyBookTests : KeyBookContract, IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_overwritten_is_nowhere_in_its_folder()
    {
        var book = MakeBook();
        var tag = await book.Write("demo/line", Encoding.UTF8.GetBytes("the destroyed key"), null);

        await book.Write("demo/line", Encoding.UTF8.GetBytes("nothing"), tag);

        foreach (var file in Directory.GetFiles(_scratch.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("destroyed", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_of_its_kind_is_said_to_be_of_no_use_now()
    {
        Directory.CreateDirectory(_scratch.File("keys"));
        await File.WriteAllTextAsync(_scratch.File("keys/data.db"), string.Concat(Enumerable.Repeat("no database ", 100)), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<KeysUnavailableException>(() => MakeBook().List());
    }

    protected override IKeyBook MakeBook() => new SqliteKeyBook(_scratch.File("keys/data.db"));
}
