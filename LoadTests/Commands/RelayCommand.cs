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
        var accounts = new Option<FileInfo?>("--accounts") { Description = "JSON {\"agent1\": \"password\"}" };
        var spacing = new Option<double>("--spacing") { Description = "Least milliseconds between two commits under load", DefaultValueFactory = _ => 2 };
        var link = new Option<int>("--link") { Description = "Serve a front of L2 on this port too" };
        var behind = new Option<int>("--behind") { Description = "Be the front of L2, of the relay that serves this port; takes --urls alone beside" };
        var command = new Command("relay", "Run the baseline: our contract on ASP.NET Core, no grains, one fsynced append per commit group")
        {
            urls, data, noStorage, accounts, spacing, link, behind,
        };
        command.SetAction(async (options, cancellation) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stop.Cancel());
            if (options.GetValue(behind) is > 0 and var port)
            {
                await RelayServer.RunFront(options.GetValue(urls)!, port, stop.Token);
                return;
            }

            var folder = options.GetValue(noStorage) ? null : options.GetValue(data)?.FullName ?? throw new ArgumentException("--data or --no-storage");
            await RelayServer.Run(
                options.GetValue(urls)!,
                folder,
                options.GetValue(accounts)?.FullName ?? throw new ArgumentException("--accounts"),
                TimeSpan.FromMilliseconds(options.GetValue(spacing)),
                options.GetValue(link),
                clock,
                stop.Token);
        });
        return command;
    }
}
