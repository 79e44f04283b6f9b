using System.Runtime;
using System.Text.Json;

namespace Muster.LoadTests.Relay;

/// <summary>
/// The baseline L: our own contract in the same ASP.NET Core, no grains, one fsynced append per commit group. What it leaves out is
/// what the product is for: rules, rights beyond a token, queues worth the name, encryption, many silos. L2 is the same as two processes, of which one
/// speaks HTTP and the other keeps the conversations.
/// </summary>
internal static class RelayServer
{
    public const string LogName = "relay.log";

    /// <param name="url">where to listen</param>
    /// <param name="folder">for the log; null for the relay without storage</param>
    /// <param name="accountsFile">`{"agent1": "password"}`</param>
    /// <param name="spacing">least time between two commits</param>
    /// <param name="link">port for a front of L2; 0 for none</param>
    /// <param name="clock">of this process</param>
    /// <param name="stop">ends it</param>
    public static async Task Run(string url, string? folder, string accountsFile, TimeSpan spacing, int link, TimeProvider clock, CancellationToken stop)
    {
        var accounts = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(accountsFile, stop))!;
        using IRelayLog log = folder is null ? new MemoryLog() : new FileLog(Path.Combine(folder, LogName));
        using IRecorder recorder = folder is null ? new DirectRecorder(log) : new GroupCommit(log, clock, spacing);
        var desk = new RelayDesk(accounts, log, recorder, clock);
        if (log is FileLog file)
            file.Replay(desk.Restore);
        desk.Restored();

        var service = new RelayService(desk);
        var linked = link > 0 ? new RelayHost(service).Serve(link, stop) : Task.CompletedTask;
        await Serve(url, service, $"storage {folder ?? "none"}", stop);
        await linked;
    }

    /// <summary>The front of L2.</summary>
    /// <param name="url">where to listen</param>
    /// <param name="link">port of the other half</param>
    /// <param name="stop">ends it</param>
    public static async Task RunFront(string url, int link, CancellationToken stop) => await Serve(url, await RelayAfar.Connect(link, stop), $"behind {link}", stop);

    private static async Task Serve(string url, IRelay relay, string what, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        await using var app = builder.Build();
        app.MapRelay(relay, stop);
        await Console.Out.WriteLineAsync($"relay at {url}, {what}, server GC {GCSettings.IsServerGC}");
        await app.StartAsync(stop);
        var stopped = new TaskCompletionSource();
        await using var asked = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
