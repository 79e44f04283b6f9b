using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Muster.Silo.Identity;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Storage;
using Muster.WebFront.Security;

namespace Muster.Tests.Node;

/// <summary>What a program answers in place of starting.</summary>
public sealed class QuestionsTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    [Theory]
    [InlineData(HttpStatusCode.OK, 0)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 1)]
    public async Task A_process_is_as_healthy_as_it_says(HttpStatusCode answer, int exitCode)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var process = builder.Build();
        process.Urls.Add("http://127.0.0.1:0");
        process.MapGet("/health/ready", () => Results.Text("as it is", statusCode: (int)answer));
        await process.StartAsync(TestContext.Current.CancellationToken);
        using var said = new StringWriter();

        Assert.Equal(exitCode, await HealthQuestion.Ask($"{process.Urls.Single()}/health/ready", said));
        Assert.Equal($"{(int)answer} as it is", said.ToString().Trim());
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/health/ready")]
    [InlineData("no address")]
    [InlineData("ftp://127.0.0.1/health/ready")]
    public async Task One_that_cannot_be_asked_is_not_healthy(string url)
    {
        using var said = new StringWriter();

        Assert.Equal(1, await HealthQuestion.Ask(url, said));
        Assert.StartsWith(url, said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_fronts_can_be_made_before_a_node_runs_and_are_those_it_would_write()
    {
        var file = _folder.File("master.json");
        var masters = MasterKeyFile.ReadOrCreate(file, mayCreate: true, new CryptoRandomBytes());
        using var printed = new MemoryStream();

        await FrontKeysOf.Write(file, printed);

        Assert.Equal(FrontKeyFile.ContentOf(new FrontKeys(masters)), printed.ToArray());
    }

    [Fact]
    public async Task Master_keys_that_are_not_there_are_not_made_up()
    {
        await Assert.ThrowsAsync<StorageRefusedException>(() => FrontKeysOf.Write(_folder.File("master.json"), Stream.Null));

        Assert.False(File.Exists(_folder.File("master.json")));
    }

    public void Dispose() => _folder.Dispose();
}
