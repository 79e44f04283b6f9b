#if ENGINE_ORLEANS
using System.Net.Http.Json;
using System.Text.Json;
using Muster.LoadTests.Servers;
using Muster.Tests.Storage;

namespace Muster.Tests.Node;

/// <summary>Two nodes and a front as processes, told by settings files alone where they meet: what every profile of a cluster promises.</summary>
public abstract class ClusterContract : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task What_one_node_stores_the_other_serves_and_so_does_a_new_start()
    {
        var settings = await SettingsFile("node", await NodeSettings());
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
        using var front = await StartFront();
        Assert.Contains("the pump is dry", await Transcript(front.Url, conversation), StringComparison.Ordinal);
        await SignIn(front.Url);

        Stop(one);
        Stop(two);
        await Task.WhenAll(one.End(), two.End());
        await using var again = Start("two", settings);
        var third = await again.Ready();
        Assert.Contains("the pump is dry", await Transcript(third, conversation), StringComparison.Ordinal);
        await SignIn(third);
    }

    [Fact]
    public async Task A_node_without_the_clusters_keys_does_not_start()
    {
        await using var node = Start("one", await SettingsFile("node", await NodeSettings()));

        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("master.json is missing: every node of a cluster needs the same keys", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_other_keys_does_not_start()
    {
        var settings = await SettingsFile("node", await NodeSettings());
        await MakeKeys("one");
        await MakeKeys("two", key: 2);
        await using var one = Start("one", settings);
        await one.Ready();

        await using var two = Start("two", settings);
        var (exitCode, output) = await two.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("written with other keys", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _http.Dispose();
        _scratch.Dispose();
    }

    /// <summary>What a settings file of a node says in this profile, of something that is new and empty.</summary>
    protected abstract Task<object> NodeSettings();

    /// <summary>What a settings file of a front says, to find the nodes of the last <see cref="NodeSettings"/>.</summary>
    protected abstract object FrontSettings();

    /// <summary>Ends a node, by a power cut where that is not shown elsewhere.</summary>
    private protected virtual void Stop(NodeProcess node) => node.Kill();

    /// <summary>A file of this test.</summary>
    protected string PathOf(string name) => _scratch.File(name);

    private protected NodeProcess Start(string name, string settings, params (string Name, string Value)[] environment) => NodeProcess.Start(
        _scratch.File(name),
        ["--settings", settings],
        [.. environment, ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"), ("Orleans__Endpoints__SiloPort", $"{ServerProcess.FreePort()}"), ("Orleans__Endpoints__GatewayPort", $"{ServerProcess.FreePort()}")]);

    protected async Task<string> SettingsFile(string name, object settings)
    {
        var file = _scratch.File($"{name}.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(settings), TestContext.Current.CancellationToken);
        return file;
    }

    protected async Task MakeKeys(string node, byte key = 1)
    {
        Directory.CreateDirectory(_scratch.File($"{node}/keys"));
        var keys = new { keys = new Dictionary<string, string> { ["1"] = Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()) } };
        await File.WriteAllBytesAsync(_scratch.File($"{node}/keys/master.json"), JsonSerializer.SerializeToUtf8Bytes(keys), TestContext.Current.CancellationToken);
    }

    private async Task<ServerProcess> StartFront()
    {
        var front = ServerProcess.Prepare(
            "the front",
            Path.Combine(AppContext.BaseDirectory, "Muster.WebFront.dll"),
            ["--settings", await SettingsFile("front", FrontSettings()), "--keys", _scratch.File("one/keys/front.json"), "--urls", "{url}"],
            new Dictionary<string, string>(),
            _scratch.File("front.txt"),
            TimeProvider.System);
        await front.Start(TestContext.Current.CancellationToken);
        return front;
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
}
#endif
