namespace Muster.Tests.Storage;

/// <summary>Every journal store answers as the simplest one would, whatever is asked of it and whenever it ends.</summary>
public sealed class RandomUseTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5), Environment.TickCount];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task On_sqlite(int seed) => Use(new SqlitePlace(), seed, steps: 300);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task On_sqlite_that_seals_all_the_time(int seed) => Use(new SqlitePlace(settings => settings with { LongestTail = 20 }), seed, steps: 300);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Over_states_on_sqlite(int seed) => Use(new OverGrainStoragePlace(new SqlitePlace()), seed, steps: 200);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Over_simulated_states(int seed) => Use(new OverGrainStoragePlace(new SimulatedPlace()), seed, steps: 1_000);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task On_the_simulated_disk(int seed) => Use(new SimulatedPlace(), seed, steps: 1_000);

    private static async Task Use(StorePlace place, int seed, int steps)
    {
        using (place) await new RandomUse(place, seed).Run(steps);
    }
}
