using Muster.Records;
using Muster.Silo.Storage.OverGrainStorage;

namespace Muster.Tests.Storage;

/// <summary>A node freezes while it puts up a tombstone in a journal that is kept as states; its successor goes on with the conversation.</summary>
public sealed class FrozenTombstoneTests : IDisposable
{
    private const int Target = 2;

    private readonly SimulatedPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>All in one page, and with a page between; the read of its page, of index and open page, and the write.</summary>
    public static MatrixTheoryData<int, int> Freezes => new([3, 40], [1, 2, 3, 4]);

    [Theory]
    [MemberData(nameof(Freezes))]
    public async Task It_does_not_take_the_place_of_its_successors(int last, int call)
    {
        var successor = new GrainStorageJournalStore(_place.States);
        await successor.Append(Some.Conversation, 0, Some.Entries(1, Math.Min(last, 32)));
        if (last > 32) await successor.Append(Some.Conversation, 32, Some.Entries(33, last - 32));
        var states = new FreezingStates(_place.States, call, async () =>
        {
            await successor.Append(Some.Conversation, last, [Some.Entry(last + 1)]);
            await successor.Replace(Some.Conversation, last + 1, Some.Entry(Target, "the successor's"));
        });

        await Assert.ThrowsAsync<JournalConflictException>(
            () => new GrainStorageJournalStore(states).Replace(Some.Conversation, last, Some.Entry(Target, "the zombie's")));

        Assert.True(states.HasThawed);
        Assert.Equal("the successor's", (await successor.Read(Some.Conversation, Target - 1, 1))[0].Text());
    }
}
