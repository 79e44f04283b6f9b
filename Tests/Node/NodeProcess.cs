using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muster.Tests.Node;

/// <summary>Muster as it is started, on a port of its own.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(string data, string[] arguments, (string Name, string Value)[] environment)
    {
        // Tests that a script started in the background were told to ignore SIGINT, and so would be what they start.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Muster.Silo.dll"), "--urls", "http://127.0.0.1:0", "--data", data, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _ended.TrySetResult();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static NodeProcess Start(string data, params string[] arguments) => new(data, arguments, []);

    public static NodeProcess Start(string data, string[] arguments, (string Name, string Value)[] environment) => new(data, arguments, environment);

    /// <summary>The only node of a cluster, with keys of its own.</summary>
    /// <param name="data">Its folder; the settings are written beside it.</param>
    /// <param name="muster">What the section <c>Muster</c> says.</param>
    /// <param name="silo">Its port for other nodes.</param>
    /// <param name="gateway">That for fronts.</param>
    public static NodeProcess StartAlone(string data, object muster, int silo, int gateway)
    {
        Directory.CreateDirectory(Path.Combine(data, "keys"));
        File.WriteAllText(Path.Combine(data, "keys", "master.json"), $$$"""{"keys":{"1":"{{{Convert.ToBase64String(new byte[32])}}}"}}""");
        var settings = new { Muster = muster, Orleans = new { Endpoints = new { AdvertisedIPAddress = "127.0.0.1", SiloPort = $"{silo}", GatewayPort = $"{gateway}" } } };
        File.WriteAllBytes($"{data}.json", JsonSerializer.SerializeToUtf8Bytes(settings));
        return Start(data, "--settings", $"{data}.json");
    }

    /// <summary>All it has said so far.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>The address it serves, once it says that it is ready.</summary>
    public async Task<Uri> Ready()
    {
        var first = await Task.WhenAny(_ready.Task, _ended.Task).WaitAsync(Patience);
        Assert.True(first == _ready.Task, $"It ended before it was ready:\n{Output}");
        return new Uri(await _ready.Task);
    }

    /// <summary>Its exit code, and all it said.</summary>
    public async Task<(int ExitCode, string Output)> End()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (_process.ExitCode, Output);
    }

    public void Kill() => _process.Kill();

    public void Signal(PosixSignal signal) => Process.Start("kill", [signal == PosixSignal.SIGINT ? "-INT" : "-TERM", $"{_process.Id}"]).WaitForExit();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;

        lock (_output) _output.AppendLine(line);
        if (CitizensAddress().Match(line) is { Success: true } match) _ready.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex(@"Citizens +(http://\S+)/chat/demo")]
    private static partial Regex CitizensAddress();
}
