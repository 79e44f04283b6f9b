using Muster.Queues;
using Muster.Tests.Support;
using Orleans.Storage;

namespace Muster.Tests.Queues;

public sealed class LineStoreTests
{
    private static readonly GrainId Queue = GrainId.Create("queue", Some.QueueKey);

    private readonly MemoryStates _states = new();

    [Fact]
    public async Task A_line_is_read_back_as_it_was_stored()
    {
        var store = new LineStore(_states);
        var line = await store.Load(Queue);
        for (var number = 0; number < 3 * LineSegment.Size; number++)
            line.Join(Some.Join($"demo/{number}", number));
        await store.Save(Queue, line.TakeChanges());
        for (var number = 0; number < LineSegment.Size; number++)
            line.Leave($"demo/{number}", 3);
        line.Hold("demo/700", 4);
        await store.Save(Queue, line.TakeChanges());

        var again = await new LineStore(_states).Load(Queue);

        Assert.Equal(line.All, again.All);
        Assert.Equal((511, 1), (again.Waiting, again.Held));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(LineSegment.Size)]
    public async Task An_earlier_activation_registers_nobody_the_next_one_does_not_know(int registered)
    {
        var earlier = new LineStore(_states);
        var line = await earlier.Load(Queue);
        for (var number = 0; number < registered; number++)
            line.Join(Some.Join($"demo/{number}", number));
        await earlier.Save(Queue, line.TakeChanges());

        await new LineStore(_states).Load(Queue);
        line.Join(Some.Join("demo/unknown", 9_999));

        await Assert.ThrowsAsync<InconsistentStateException>(() => earlier.Save(Queue, line.TakeChanges()));
    }
}
