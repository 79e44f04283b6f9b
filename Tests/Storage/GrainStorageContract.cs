using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>What grains expect of a provider of states, with the envelope above it as it always is.</summary>
public abstract class GrainStorageContract : IDisposable
{
    private static readonly GrainId Queue = GrainId.Create("queue", "demo/general");

    private readonly Lazy<StorePlace> _place;
    private readonly Envelope _envelope = Some.Envelope();

    protected GrainStorageContract() => _place = new Lazy<StorePlace>(MakePlace);

    protected StorePlace Place => _place.Value;

    private EnvelopedGrainStorage Storage => new(Place.States, _envelope, Some.Json);

    public void Dispose()
    {
        if (_place.IsValueCreated) _place.Value.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_never_written_is_a_new_state()
    {
        var state = await Read<List<string>>();

        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.Empty(state.State!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_written_is_read_after_a_new_start(bool crash)
    {
        var state = new GrainState<List<string>>(["a", "b"]);
        await Storage.WriteStateAsync("line", Queue, state);
        state.State!.Add("c");
        await Storage.WriteStateAsync("line", Queue, state);

        if (crash) Place.Crash();
        else Place.Restart();

        var read = await Read<List<string>>();
        Assert.Equal(["a", "b", "c"], read.State);
        Assert.Equal((state.ETag, true), (read.ETag, read.RecordExists));
    }

    [Fact]
    public async Task States_of_other_names_and_grains_are_others()
    {
        await Write("line", Queue, "general");
        await Write("board", Queue, "board");
        await Write("line", GrainId.Create("queue", "demo/flood"), "flood");

        Assert.Equal(["general"], (await Read<List<string>>()).State);
    }

    [Fact]
    public async Task A_stale_tag_is_refused_and_changes_nothing()
    {
        await Write("line", Queue, "first");
        var (winner, stale) = (await Read<List<string>>(), await Read<List<string>>());
        winner.State!.Add("winner");
        await Storage.WriteStateAsync("line", Queue, winner);

        stale.State!.Add("stale");
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("line", Queue, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("line", Queue, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("line", Queue, "as if there were none"));

        Assert.Equal(["first", "winner"], (await Read<List<string>>()).State);
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_again()
    {
        await Write("line", Queue, "first");
        var (clearing, stale) = (await Read<List<string>>(), await Read<List<string>>());

        await Storage.ClearStateAsync("line", Queue, clearing);

        Assert.False(clearing.RecordExists); // its tag is the provider's business
        Assert.Empty(clearing.State!);
        Assert.False((await Read<List<string>>()).RecordExists);
        clearing.State!.Add("again");
        await Storage.WriteStateAsync("line", Queue, clearing);
        Assert.Equal(["again"], (await Read<List<string>>()).State);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("line", Queue, stale));
    }

    [Fact]
    public async Task Of_many_first_writers_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            try
            {
                await Write("line", Queue, $"writer {writer}");
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        var winner = Assert.Single(Enumerable.Range(0, 8), writer => outcomes[writer]);
        Assert.Equal([$"writer {winner}"], (await Read<List<string>>()).State);
    }

    [Fact]
    public async Task A_type_may_be_renamed_and_grow()
    {
        await Storage.WriteStateAsync("line", Queue, new GrainState<Sum>(new Sum(3, "x")));

        var state = new GrainState<SumAndMore>();
        await Storage.ReadStateAsync("line", Queue, state);

        Assert.Equal(new SumAndMore(3, "x", null), state.State);
    }

    [Fact]
    public async Task A_record_moved_elsewhere_cannot_be_read()
    {
        await Write("line", Queue, "general");
        var stolen = new GrainState<StoredBytes>(new StoredBytes());
        await Place.States.ReadStateAsync("line", Queue, stolen);
        await Place.States.WriteStateAsync("other", Queue, new GrainState<StoredBytes>(stolen.State));

        var read = await Assert.ThrowsAsync<StateDamagedException>(() => Storage.ReadStateAsync("other", Queue, new GrainState<List<string>>()));

        Assert.Contains("is not what was stored there", read.Message, StringComparison.Ordinal);
    }

    protected abstract StorePlace MakePlace();

    private async Task<GrainState<T>> Read<T>()
    {
        var state = new GrainState<T>();
        await Storage.ReadStateAsync("line", Queue, state);
        return state;
    }

    private Task Write(string name, GrainId grain, params string[] lines) =>
        Storage.WriteStateAsync(name, grain, new GrainState<List<string>>([.. lines]));

    private sealed record SumAndMore(int Facts, string Last, string? More);
}
