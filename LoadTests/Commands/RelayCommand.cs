using System.CommandLine;
using System.Runtime.InteropServices;
using Muster.LoadTests.Relay;

namespace Muster.LoadTests.Commands;

/// <summary>`relay`: the baseline as a server of its own.</summary>
internal static class RelayCommand
{
    public static Command Create(TimeProvider clock)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:8090" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of its log" };
        var noStorage = new Option<bool>("--no-storage") { Description = "Keep everything in memory: nothing waits for a disk" };
        var accounts = new Option<FileInfo>("--accounts") { Description = "JSON {\"agent1\": \"password\"}", Required = true };
        var spacing = new Option<double>("--spacing") { Description = "Least milliseconds between two commits under load", DefaultValueFactory = _ => 2 };
        var command = new Command("relay", "Run the baseline: our contract on ASP.NET Core, no grains, one fsynced append per commit group")
        {
            urls, data, noStorage, accounts, spacing,
        };
        command.SetAction(async (options, cancellation) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stop.Cancel());
            var folder = options.GetValue(noStorage) ? null : options.GetValue(data)?.FullName ?? throw new ArgumentException("--data or --no-storage");
            await RelayServer.Run(
                options.GetValue(urls)!,
                folder,
                options.GetValue(accounts)!.FullName,
                TimeSpan.FromMilliseconds(options.GetValue(spacing)),
                clock,
                stop.Token);
        });
        return command;
    }
}
