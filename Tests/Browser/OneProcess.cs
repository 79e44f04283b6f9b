using System.Diagnostics;
using Muster.LoadTests.Servers;

namespace Muster.Tests.Browser;

/// <summary>The product as a newcomer starts it: one process, with a fresh data directory and a free port.</summary>
public sealed class OneProcess : Product
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data;
    private readonly List<string> _said = [];
    private Process _process;

    private OneProcess(string data, string address, string site, int offices)
        : base(address, site, offices)
    {
        _data = data;
        _process = Run();
    }

    public static async Task<OneProcess> Start(int offices)
    {
        var data = Directory.CreateTempSubdirectory("muster-browser-").FullName;
        var site = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        OfficeFiles.Write(data, site, offices);
        var product = new OneProcess(data, $"http://127.0.0.1:{ServerProcess.FreePort()}", site, offices);
        await product.IsReady();
        return product;
    }

    /// <summary>Ends the process with SIGKILL: it finishes nothing, stores nothing and says nothing.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it once more, at the same address and over the same data.</summary>
    public Task StartAgain()
    {
        _process.Dispose();
        _process = Run();
        return IsReady();
    }

    protected override IEnumerable<string> DataFolders => [_data];

    public override async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private Process Run()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [ProgramOf("Silo"), "--urls", Address, "--data", _data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task IsReady()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using var deadline = new CancellationTokenSource(Patience);
        while (!await Answers(http, deadline.Token))
        {
            if (_process.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"The product did not become ready:\n{string.Join('\n', _said)}");
        }
    }

    private static async Task<bool> Answers(HttpClient http, CancellationToken deadline)
    {
        try
        {
            return (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), deadline)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet: the next try is soon enough.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.Add(line);
    }
}
