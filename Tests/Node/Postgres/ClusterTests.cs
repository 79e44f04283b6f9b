#if PROVIDERS_ADONET
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net;
using System.Text.Json;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

/// <summary>Two nodes as processes, told by a settings file alone to share one database.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class ClusterTests(PostgresFixture postgres) : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task What_one_node_stores_the_other_serves_and_so_does_a_new_start()
    {
        var settings = await SettingsFile(postgres.Server.NewDatabase());
        await MakeKeys("one");
        await MakeKeys("two");
        await using var one = Start("one", settings, ("Muster__Demo", "true"));
        var first = await one.Ready();
        Directory.CreateDirectory(_scratch.File("two/agencies"));
        File.Copy(_scratch.File("one/agencies/demo.json"), _scratch.File("two/agencies/demo.json"));
        await using var two = Start("two", settings);
        var second = await two.Ready();

        var conversation = await StartConversation(first);
        Assert.Contains("the pump is dry", await Transcript(second, conversation), StringComparison.Ordinal);
        await SignIn(second);

        one.Kill();
        two.Kill();
        await Task.WhenAll(one.End(), two.End());
        await using var again = Start("two", settings);
        var third = await again.Ready();
        Assert.Contains("the pump is dry", await Transcript(third, conversation), StringComparison.Ordinal);
        await SignIn(third);
    }

    [Fact]
    public async Task A_node_without_the_clusters_keys_does_not_start()
    {
        await using var node = Start("one", await SettingsFile(postgres.Server.NewDatabase()));

        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("master.json is missing: every node of a cluster needs the same keys", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_other_keys_does_not_start()
    {
        var settings = await SettingsFile(postgres.Server.NewDatabase());
        await MakeKeys("one");
        await MakeKeys("two", key: 2);
        await using var one = Start("one", settings);
        await one.Ready();

        await using var two = Start("two", settings);
        var (exitCode, output) = await two.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("written with other keys", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_stops_the_start()
    {
        await MakeKeys("one");
        await using var node = Start("one", await SettingsFile("Host=127.0.0.1;Port=1;Database=muster;Username=muster"));

        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("Muster does not start. The database 'muster' at 127.0.0.1:1 cannot be used.", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _scratch.Dispose();
    }

    private NodeProcess Start(string name, string settings, params (string Name, string Value)[] environment) => NodeProcess.Start(
        _scratch.File(name),
        ["--settings", settings],
        [.. environment, ("Orleans__Endpoints__SiloPort", FreePort()), ("Orleans__Endpoints__GatewayPort", FreePort())]);

    private async Task<string> SettingsFile(string connectionString)
    {
        var file = _scratch.File("settings.json");
        var settings = new
        {
            Muster = new { Profile = "Postgres", PostgreSql = new { ConnectionString = connectionString } },
            Orleans = new { Endpoints = new { AdvertisedIPAddress = "127.0.0.1" } },
        };
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(settings), TestContext.Current.CancellationToken);
        return file;
    }

    private async Task MakeKeys(string node, byte key = 1)
    {
        Directory.CreateDirectory(_scratch.File($"{node}/keys"));
        var keys = new { keys = new Dictionary<string, string> { ["1"] = Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()) } };
        await File.WriteAllBytesAsync(_scratch.File($"{node}/keys/master.json"), JsonSerializer.SerializeToUtf8Bytes(keys), TestContext.Current.CancellationToken);
    }

    private async Task<(string Id, string Token)> StartConversation(Uri node)
    {
        var start = new { queue = "general", messageId = "a-secret-of-the-citizen", text = "the pump is dry" };
        using var answer = await _http.PostAsJsonAsync(new Uri(node, "/api/v1/agencies/demo/conversations"), start, TestContext.Current.CancellationToken);
        var started = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (started.GetProperty("id").GetString()!, started.GetProperty("token").GetString()!);
    }

    private async Task<string> Transcript(Uri node, (string Id, string Token) conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node, $"/api/v1/conversations/{conversation.Id}/transcript?format=txt"));
        request.Headers.Authorization = new("Bearer", conversation.Token);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task SignIn(Uri node)
    {
        var accounts = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllBytesAsync(_scratch.File("one/demo-accounts.json")))!;
        using var answer = await _http.PostAsJsonAsync(new Uri(node, "/api/v1/session"), new { agency = "demo", username = "agent1", password = accounts["agent1"] });
        Assert.True(answer.IsSuccessStatusCode, $"agent1 could not sign in: {answer.StatusCode}");
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"{((IPEndPoint)probe.LocalEndpoint).Port}";
    }
}
#endif
