#if PROVIDERS_AZURESTORAGE
using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.AzureStorage;
using Orleans.Storage;

namespace Muster.Tests.Node.AzureStorage;

/// <summary>What a node does when its account answers nothing, or answers late.</summary>
[Collection(AzuriteFixture.Collection)]
public sealed class UnreachableAccountTests(AzuriteFixture azurite)
{
    [Fact]
    public void An_account_that_is_not_there_stops_the_start()
    {
        var refusal = Refusal(azurite.Server.ConnectionStringOfNobody);

        Assert.Contains("The container 'muster' at http://127.0.0.1:1/muster cannot be used. Azure does not answer: Connection refused", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_stops_the_start_and_is_not_told()
    {
        var refusal = Refusal(azurite.Server.ConnectionStringWithAnotherKey);

        Assert.EndsWith("cannot be used. Azure says: AuthorizationFailure (403).", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_is_never_sent_again_by_itself_and_a_read_is()
    {
        var server = new ServerThatIsBusy();
        var container = new BlobContainerClient(
            azurite.Server.ConnectionString,
            "muster",
            new BlobClientOptions { RetryPolicy = new RetriedReads(), Transport = new HttpClientTransport(new HttpClient(server, disposeHandler: false)) });

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => container.GetBlobClient("line").UploadAsync(BinaryData.Empty, overwrite: true, TestContext.Current.CancellationToken));
        Assert.Equal(1, server.Asked);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => container.GetBlobClient("line").DownloadContentAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1 + 3, server.Asked);
    }

    [Fact]
    public async Task What_the_account_does_not_answer_has_an_unknown_outcome()
    {
        using var place = new AzurePlace(azurite.Server);
        var states = new AzureGrainStates(new StatesThatFail(), place.Container);
        var grain = GrainId.Create("queue", "demo/general");

        await Assert.ThrowsAsync<StateUnavailableException>(() => states.ReadStateAsync("state", grain, new GrainState<StoredBytes>()));
        Assert.True(place.Container.Health.IsReady);
        await Assert.ThrowsAsync<StateUnavailableException>(() => states.WriteStateAsync("state", grain, new GrainState<StoredBytes>()));
        Assert.Equal("Azure says: ServerBusy (503).", place.Container.Health.Trouble);
    }

    private static string Refusal(string connectionString) => Assert.Throws<StorageRefusedException>(() => AzureContainer.Open(
        new AzureStorageSettings { ConnectionString = connectionString }, TimeProvider.System, NullLogger.Instance)).Message;

    private sealed class ServerThatIsBusy : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new ByteArrayContent([]) });
        }
    }

    private sealed class StatesThatFail : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw Busy();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(Busy());

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(Busy());

        private static Azure.RequestFailedException Busy() => new(503, "busy", "ServerBusy", null);
    }
}
#endif
