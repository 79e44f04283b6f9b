using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Muster.LoadTests.Servers;

/// <summary>A server on loopback: one that this tool starts, kills and starts again, or one that runs already and is left alone.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(50);

    private readonly ProcessStartInfo? _command;
    private readonly string? _output;
    private readonly TimeProvider _clock;
    private StreamWriter? _written;
    private Process? _process;
    private readonly int _attachedTo;

    private ServerProcess(string name, Uri url, TimeProvider clock) => (Name, Url, _clock) = (name, url, clock);

    private ServerProcess(string name, Uri url, ProcessStartInfo command, string output, TimeProvider clock)
        : this(name, url, clock) => (_command, _output) = (command, output);

    private ServerProcess(string name, Uri url, int process, TimeProvider clock)
        : this(name, url, clock) => _attachedTo = process;

    public string Name { get; }

    public Uri Url { get; }

    public EndPoint EndPoint => new IPEndPoint(IPAddress.Loopback, Url.Port);

    public bool IsOurs => _command is not null;

    /// <summary>0 when it is unknown: then there is no processor time to report.</summary>
    public int Id => _process?.Id ?? _attachedTo;

    /// <summary>An end of its own that is no failure of ours, as of a node that came back as a zombie: it can be started again.</summary>
    public async Task Forget()
    {
        if (_process is null)
            return;
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public static ServerProcess Attach(string name, Uri url, int process, TimeProvider clock)
    {
        OnlyLoopback(url);
        return new ServerProcess(name, url, process, clock);
    }

    /// <param name="name">for the report</param>
    /// <param name="program">a native executable, or a .dll</param>
    /// <param name="arguments">in which {url} stands for the address that was chosen</param>
    /// <param name="settings">environment variables</param>
    /// <param name="output">file that takes what it prints</param>
    /// <param name="clock">for waiting</param>
    public static ServerProcess Prepare(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, string output, TimeProvider clock)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var isAssembly = program.EndsWith(".dll", StringComparison.Ordinal);
        var command = new ProcessStartInfo(isAssembly ? "dotnet" : program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (isAssembly)
            command.ArgumentList.Add(program);
        foreach (var argument in arguments)
            command.ArgumentList.Add(argument.Replace("{url}", url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        foreach (var (variable, value) in settings)
            command.Environment[variable] = value;
        return new ServerProcess(name, url, command, output, clock);
    }

    /// <summary>Starts it, if it is ours to start, and waits until it can serve.</summary>
    public async Task Start(CancellationToken stop = default)
    {
        if (_command is not null)
        {
            _process = Process.Start(_command)!;
            _written ??= new StreamWriter(_output!) { AutoFlush = true };
            _process.OutputDataReceived += (_, line) => Keep(line.Data);
            _process.ErrorDataReceived += (_, line) => Keep(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        using var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(5) };
        var asked = _clock.GetTimestamp();
        while (!await IsReady(client, stop))
        {
            if (_process?.HasExited == true)
                throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}; see {_output}");
            if (_clock.GetElapsedTime(asked) > LongestStart)
                throw new TimeoutException($"{Name} is not ready after {LongestStart.TotalSeconds} s; see {_output}");
            await Task.Delay(BetweenQuestions, _clock, stop);
        }
    }

    /// <summary>SIGKILL: no goodbye, nothing flushed.</summary>
    public async Task Kill()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>SIGSTOP: it still has its connections, and does nothing.</summary>
    public void Freeze() => _process?.Signal(UnixSignal.Freeze);

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Thaw() => _process?.Signal(UnixSignal.Continue);

    /// <summary>SIGTERM; how long it took to end, and with which code.</summary>
    public async Task<(TimeSpan Took, int ExitCode)> Stop()
    {
        if (_process is null)
            return default;
        var asked = _clock.GetTimestamp();
        _process.Signal(UnixSignal.Terminate);
        await _process.WaitForExitAsync();
        var exitCode = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return (_clock.GetElapsedTime(asked), exitCode);
    }

    /// <summary>What its readiness says of one thing; null when it does not answer or says nothing of it.</summary>
    public async Task<string?> Says(string check)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(3) };
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("checks").TryGetProperty(check, out var said) ? said.GetString() : null;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        _process = null;
    }

    private static async Task<bool> IsReady(HttpClient client, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void OnlyLoopback(Uri url)
    {
        if (!url.IsLoopback || url.Scheme != "http")
            throw new ArgumentException($"{url} is not http on this machine: load goes to loopback only.");
    }

    /// <summary>Of loopback, taken by nobody a moment ago.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_written!)
            _written.WriteLine(line);
    }
}
