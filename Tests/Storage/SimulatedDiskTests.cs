using Muster.Records;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

/// <summary>The disk of the simulation loses and keeps what a real one would.</summary>
public sealed class SimulatedDiskTests
{
    private static readonly string[] Conversations = ["demo/a", "demo/b", "demo/c"];

    private readonly SimulatedDisk _disk = new();
    private readonly Queue<TaskCompletionSource> _syncs = new();

    [Fact]
    public void Nothing_is_acknowledged_or_seen_before_its_sync()
    {
        var session = _disk.Connect(Slow());

        var append = session.Journal.Append("demo/a", 0, [Some.Entry(1)]);

        Assert.False(append.IsCompleted);
        Assert.Empty(_disk.Conversations);
        _syncs.Dequeue().SetResult();
        Assert.True(append.IsCompletedSuccessfully);
        Assert.Equal(["demo/a"], _disk.Conversations);
    }

    [Fact]
    public void A_sync_takes_along_what_was_written_before()
    {
        var session = _disk.Connect(Slow());
        var first = session.Journal.Append("demo/a", 0, [Some.Entry(1)]);
        var second = session.Journal.Append("demo/b", 0, [Some.Entry(1)]);
        var syncOfFirst = _syncs.Dequeue();

        _syncs.Dequeue().SetResult();

        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(first.IsCompleted);
        Assert.Equal(["demo/a", "demo/b"], _disk.Conversations);
        syncOfFirst.SetResult();
        Assert.True(first.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_crash_keeps_some_of_the_first_and_answers_nobody(int survivors)
    {
        var session = _disk.Connect(Slow() with { Survivors = _ => survivors });
        var appends = Conversations.Select(conversation => session.Journal.Append(conversation, 0, [Some.Entry(1)])).ToArray();

        session.Crash();
        foreach (var sync in _syncs) sync.SetResult();

        Assert.All(appends, append => Assert.False(append.IsCompleted));
        Assert.False(session.Journal.Append("demo/d", 0, [Some.Entry(1)]).IsCompleted);
        Assert.Equal(Conversations.Take(survivors), _disk.Conversations);
    }

    [Theory]
    [InlineData(DiskFault.Fails, 0)]
    [InlineData(DiskFault.StoresButFails, 1)]
    public async Task A_failure_may_or_may_not_have_stored(DiskFault fault, int stored)
    {
        var session = _disk.Connect(new DiskConditions { Fault = operation => operation.Verb == DiskVerb.Append ? fault : DiskFault.None });

        await Assert.ThrowsAsync<JournalUnavailableException>(() => session.Journal.Append("demo/a", 0, [Some.Entry(1)]));

        Assert.Equal(stored, (await session.Journal.Open("demo/a")).LastSeq);
    }

    [Fact]
    public async Task Processes_share_the_disk_and_only_the_crashed_one_loses()
    {
        var (crashing, other) = (_disk.Connect(Slow()), _disk.Connect());
        var lost = crashing.Journal.Append("demo/a", 0, [Some.Entry(1, "lost")]);
        await other.Journal.Append("demo/a", 0, [Some.Entry(1, "kept")]);

        crashing.Crash();

        Assert.False(lost.IsCompleted);
        Assert.Equal("kept", Assert.Single(await other.Journal.Read("demo/a", 0, 10)).Text());
    }

    private DiskConditions Slow() => new()
    {
        Delay = _ =>
        {
            _syncs.Enqueue(new TaskCompletionSource());
            return _syncs.Last().Task;
        },
    };
}
