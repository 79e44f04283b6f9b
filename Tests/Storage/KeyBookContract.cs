using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

/// <summary>What data keys expect of the book that keeps them.</summary>
public abstract class KeyBookContract
{
    [Fact]
    public async Task What_was_written_is_read_and_listed()
    {
        var book = MakeBook();

        Assert.Null(await book.Read("demo/line"));
        Assert.Empty(await book.List());
        var tag = await book.Write("demo/line", [1, 2], null);
        var other = await book.Write("demo/staff", [3], null);

        var read = (await book.Read("demo/line"))!.Value;
        Assert.Equal([1, 2], read.Ring);
        Assert.Equal(tag, read.Tag);
        Assert.Equal($"demo/line {tag}, demo/staff {other}", string.Join(", ", (await book.List()).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name} {one.Tag}")));
    }

    [Fact]
    public async Task Whoever_knows_an_older_one_writes_nothing()
    {
        var book = MakeBook();
        var first = await book.Write("demo/line", [1], null);
        var second = await book.Write("demo/line", [2], first);

        Assert.NotEqual(first, second);
        Assert.Null(await book.Write("demo/line", [3], first));
        Assert.Null(await book.Write("demo/line", [4], null));
        var read = (await book.Read("demo/line"))!.Value;
        Assert.Equal([2], read.Ring);
        Assert.Equal(second, read.Tag);
    }

    [Fact]
    public async Task Of_many_processes_that_make_a_key_at_once_all_get_the_same()
    {
        var book = MakeBook();
        var processes = Enumerable.Range(0, 8).Select(_ => Some.DataKeys(book, Some.Keys(1))).ToList();

        var made = await Task.WhenAll(processes.Select(keys => Task.Run(async () => (await keys.ForWriting(keys.Place(new("demo", RecordClass.Line), "standing"))).Id)));

        Assert.Single(made.Distinct());
        Assert.Single(KeyRing.Of((await book.Read("demo/line"))!.Value.Ring).Keys);
    }

    protected abstract IKeyBook MakeBook();
}
