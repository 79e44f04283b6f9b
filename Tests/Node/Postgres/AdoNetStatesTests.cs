#if PROVIDERS_ADONET
using System.Globalization;
using Muster.Silo.Storage;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

/// <summary>Grain state by Orleans' own provider, over our tables.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class AdoNetStatesTests(PostgresFixture postgres) : GrainStorageContract
{
    [Theory]
    [InlineData("agency/a", "agency/0a")]
    [InlineData("agency/fade", "queue/fade")]
    [InlineData("agency/00000000000000000000000000000001", "agency/1")]
    public async Task Grains_whose_ids_look_alike_share_no_record(string one, string other)
    {
        await Write(one, 1);
        await Write(other, 2);

        Assert.Equal((1, 2), (await Read(one), await Read(other)));
    }

    [Fact]
    public async Task While_the_server_is_gone_nothing_is_stored_and_the_node_is_not_ready()
    {
        var health = ((AdoNetPlace)Place).Database.Health;
        await Write("queue/demo/general", 1);

        postgres.Server.StopAtOnce();
        try
        {
            await Assert.ThrowsAsync<StateUnavailableException>(() => Write("queue/demo/other", 2));
            await Assert.ThrowsAsync<StateUnavailableException>(() => Read("queue/demo/general"));
            Assert.False(health.IsReady);
        }
        finally
        {
            postgres.Server.Start(); // the other tests' too
        }

        Assert.Equal(1, await Read("queue/demo/general"));
    }

    protected override StorePlace MakePlace() => new AdoNetPlace(postgres.Server);

    private Task Write(string grain, byte value) =>
        Place.States.WriteStateAsync("state", GrainId.Parse(grain, CultureInfo.InvariantCulture), new GrainState<StoredBytes>(new StoredBytes { Bytes = [value] }));

    private async Task<int> Read(string grain)
    {
        var state = new GrainState<StoredBytes>(new StoredBytes());
        await Place.States.ReadStateAsync("state", GrainId.Parse(grain, CultureInfo.InvariantCulture), state);
        return state.State!.Bytes[0];
    }
}
#endif
