using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Muster.Tests.Storage;

namespace Muster.Tests.Node;

/// <summary>Muster's own process: its first start, the ones after it, and how it ends.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly string[] UserNames = ["admin", "agent1", "agent2", "supervisor"];

#if ENGINE_EMBEDDED
    private const bool IsEmbedded = true;
#else
    private const bool IsEmbedded = false;
#endif

    private readonly ScratchDirectory _data = new();
    private readonly HttpClient _http = new();

    private string AccountsFile => _data.File("demo-accounts.json");

    [Fact]
    public async Task A_first_start_makes_accounts_that_work_and_shows_them_once()
    {
        await File.WriteAllTextAsync(_data.File("notes.txt"), "mine", TestContext.Current.CancellationToken);
        await using var first = NodeProcess.Start(_data.Path);
        var address = await first.Ready();

        Assert.Equal(HttpStatusCode.OK, await Get(address, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await Get(address, "/health/ready"));
        Assert.Equal(UserNames, Accounts().Keys.Order(StringComparer.Ordinal));
        Assert.Contains(Accounts()["agent1"], first.Output, StringComparison.Ordinal);
        Assert.Contains("engine", first.Output, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", first.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AccountsFile));
        await AllSignIn(address);

        first.Kill();
        await first.End();
        await using var second = NodeProcess.Start(_data.Path);

        await AllSignIn(await second.Ready());
        Assert.DoesNotContain(Accounts()["agent1"], second.Output, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_data.File("notes.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_first_start_that_is_cut_short_is_taken_up_by_the_next()
    {
        using var written = new FileSystemWatcher(_data.Path, "demo-accounts.json");
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        written.Renamed += (_, _) => seen.TrySetResult();
        written.EnableRaisingEvents = true;
        await using var first = NodeProcess.Start(_data.Path);

        await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        first.Kill();
        await first.End();
        await using var second = NodeProcess.Start(_data.Path);

        await AllSignIn(await second.Ready());
        Assert.Contains(Accounts()["admin"], second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task It_stops_in_order_when_asked(PosixSignal signal)
    {
        await using var node = NodeProcess.Start(_data.Path);
        await node.Ready();

        node.Signal(signal);

        Assert.Equal(0, (await node.End()).ExitCode);
    }

    [Fact]
    public async Task A_directory_serves_one_process_at_a_time()
    {
        await using var first = NodeProcess.Start(_data.Path);
        await first.Ready();

        await using var second = NodeProcess.Start(_data.Path);
        var (exitCode, output) = await second.End();
        await using var reset = NodeProcess.Start(_data.Path, "--reset");
        var (resetCode, resetOutput) = await reset.End();

        Assert.Equal((1, 1), (exitCode, resetCode));
        Assert.Contains("in use by another process", output, StringComparison.Ordinal);
        Assert.Contains("in use by another process", resetOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_file_and_field()
    {
        Directory.CreateDirectory(_data.File("agencies"));
        await File.WriteAllTextAsync(_data.File("agencies/council.json"), """{"id":"council","name":"Council","timeZone":"Nowhere","queues":[]}""", TestContext.Current.CancellationToken);

        await using var node = NodeProcess.Start(_data.Path);
        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("council.json: timeZone", output, StringComparison.Ordinal);
        Assert.Contains("council.json: queues", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_cannot_be_used_is_refused()
    {
        await using var node = NodeProcess.Start(_data.Path, "--profile", "Postgres");

        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains(IsEmbedded ? "Muster:Profile: this build (Embedded engine) runs on one machine" : "Muster:PostgreSql:ConnectionString: is missing", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    private async Task AllSignIn(Uri address)
    {
        foreach (var (username, password) in Accounts())
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(address, "/api/v1/session"), new { agency = "demo", username, password }, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{username} could not sign in: {answer.StatusCode}");
        }
    }

    private async Task<HttpStatusCode> Get(Uri address, string path)
    {
        using var answer = await _http.GetAsync(new Uri(address, path), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private Dictionary<string, string> Accounts() => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(AccountsFile))!;
}
