using Muster.Silo;
using Muster.Silo.Starting;
using Muster.Tests.Storage;

namespace Muster.Tests.Node;

/// <summary>Which files are Muster's.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "agencies");

    private readonly ScratchDirectory _data = new();

    private SiloSettings Settings => new() { Data = _data.Path };

    [Fact]
    public void A_first_start_copies_the_agencies_that_ship()
    {
        Assert.True(new DataDirectory(Settings).Prepare(Shipped));

        Assert.Equal(["demo.json", "library.json"], Directory.GetFiles(_data.File("agencies")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_stays_the_first_start_until_it_is_complete()
    {
        new DataDirectory(Settings).Prepare(Shipped);
        File.Delete(_data.File("agencies/demo.json"));
        var again = new DataDirectory(Settings);

        Assert.True(again.Prepare(Shipped));
        Assert.True(File.Exists(_data.File("agencies/demo.json")));
        again.Complete();

        Assert.False(new DataDirectory(Settings).Prepare(Shipped));
    }

    [Fact]
    public void Later_starts_leave_deleted_and_changed_agencies_alone()
    {
        First();
        File.Delete(_data.File("agencies/library.json"));
        File.WriteAllText(_data.File("agencies/demo.json"), "changed");

        new DataDirectory(Settings).Prepare(Shipped);

        Assert.False(File.Exists(_data.File("agencies/library.json")));
        Assert.Equal("changed", File.ReadAllText(_data.File("agencies/demo.json")));
    }

    [Fact]
    public void A_start_without_the_demo_copies_nothing_and_makes_no_accounts()
    {
        Assert.False(new DataDirectory(Settings with { Demo = false }).Prepare(Shipped));
        Assert.Empty(Directory.GetFiles(_data.File("agencies")));
    }

    [Fact]
    public void A_reset_deletes_what_Muster_made_and_nothing_else()
    {
        Directory.CreateDirectory(_data.File("agencies"));
        File.WriteAllText(_data.File("agencies/mine.json"), "mine");
        File.WriteAllText(_data.File("notes.txt"), "mine");
        First();
        foreach (var file in (string[])["muster.db", "muster.db-wal", "demo-accounts.json"]) File.WriteAllText(_data.File(file), "made");

        var isFirst = new DataDirectory(Settings with { Reset = true }).Prepare(Path.Combine(_data.Path, "agencies"));

        Assert.True(isFirst);
        Assert.False(File.Exists(_data.File("muster.db")));
        Assert.False(File.Exists(_data.File("muster.db-wal")));
        Assert.False(File.Exists(_data.File("demo-accounts.json")));
        Assert.False(File.Exists(_data.File("agencies/demo.json")));
        Assert.Equal("mine", File.ReadAllText(_data.File("agencies/mine.json")));
        Assert.Equal("mine", File.ReadAllText(_data.File("notes.txt")));
    }

    [Fact]
    public void A_reset_waits_for_nobody_who_still_uses_it()
    {
        using var inUse = new FileStream(_data.File("muster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.Throws<WrongSettingsException>(() => new DataDirectory(Settings with { Reset = true }).Prepare(Shipped));
    }

    public void Dispose() => _data.Dispose();

    private void First()
    {
        var first = new DataDirectory(Settings);
        first.Prepare(Shipped);
        first.Complete();
    }
}
