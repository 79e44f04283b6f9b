#if PROVIDERS_AZURESTORAGE
using Muster.Silo.Storage;
using Muster.Tests.Storage;

namespace Muster.Tests.Node.AzureStorage;

/// <summary>Grain state by Orleans' own provider, in blobs.</summary>
[Collection(AzuriteFixture.Collection)]
public sealed class AzureStatesTests(AzuriteFixture azurite) : GrainStorageContract
{
    [Theory]
    [InlineData("demo/../general", "general")]
    [InlineData("demo/a b", "demo/a%20b")]
    [InlineData("demo/a?b", "demo/a")]
    [InlineData("demo/Ä", "demo/ä")]
    [InlineData("demo/name.", "demo/name")]
    public async Task Grains_whose_keys_look_alike_as_an_address_share_no_record(string one, string other)
    {
        await Write(one, 1);
        await Write(other, 2);

        Assert.Equal((1, 2), (await Read(one), await Read(other)));
    }

    [Fact]
    public async Task A_node_whose_container_is_gone_stores_nothing_says_so_and_goes_on_when_it_is_back()
    {
        var container = ((AzurePlace)Place).Container;
        await Write("demo/general", 1);
        var stop = TestContext.Current.CancellationToken;

        await container.Client.DeleteAsync(cancellationToken: stop);
        await container.TryWrite(stop);
        Assert.Equal((false, "Azure says: ContainerNotFound (404)."), (container.Health.IsReady, container.Health.Trouble));

        await container.Client.CreateAsync(cancellationToken: stop);
        await container.TryWrite(stop);
        Assert.True(container.Health.IsReady);
    }

    protected override StorePlace MakePlace() => new AzurePlace(azurite.Server);

    private Task Write(string key, byte value) =>
        Place.States.WriteStateAsync("state", GrainId.Create("queue", key), new GrainState<StoredBytes>(new StoredBytes { Bytes = [value] }));

    private async Task<int> Read(string key)
    {
        var state = new GrainState<StoredBytes>(new StoredBytes());
        await Place.States.ReadStateAsync("state", GrainId.Create("queue", key), state);
        return state.State!.Bytes[0];
    }
}
#endif
