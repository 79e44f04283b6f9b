using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Muster.LoadTests.Servers;

/// <summary>A PostgreSQL server of a run's own, on loopback, in a folder of its own; every commit is synced, as in production.</summary>
internal sealed class PostgresProcess : IDisposable
{
    private const string User = "muster";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly string _programs;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private Process? _process;

    /// <param name="folder">empty; made readable for the server's own user</param>
    /// <param name="clock">for waiting</param>
    /// <exception cref="FileNotFoundException">no server is installed here</exception>
    public PostgresProcess(string folder, TimeProvider clock)
    {
        (_folder, _clock) = (Directory.CreateDirectory(folder).FullName, clock);
        _programs = FindPrograms() ?? throw new FileNotFoundException("PostgreSQL's server is not installed (Debian: postgresql).");
        Port = ServerProcess.FreePort();
        if (IsRoot)
            Run(new ProcessStartInfo("chown", ["postgres", _folder]));
        Run(AsServer("initdb", "-D", Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C"));
    }

    public int Port { get; }

    /// <summary>0 before it is started.</summary>
    public int Id => _process?.Id ?? 0;

    public string ConnectionString => ConnectionStringBy(Port);

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    /// <param name="port">its own, or one of a link in front of it</param>
    public static string ConnectionStringBy(int port) => $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Database=postgres;Username={User}";

    /// <summary>Starts it and waits until it takes connections.</summary>
    public async Task Start()
    {
        _process = Process.Start(AsServer("postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=400"))!;
        Drain(_process);
        var began = _clock.GetTimestamp();
        while (!await Answers())
        {
            if (_clock.GetElapsedTime(began) > LongestStart || _process.HasExited)
                throw new TimeoutException("PostgreSQL does not start.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), _clock);
        }
    }

    /// <summary>As an administrator restarts it: transactions under way are ended.</summary>
    public async Task Restart()
    {
        _process!.Signal(UnixSignal.Interrupt);
        await _process!.WaitForExitAsync();
        _process.Dispose();
        await Start();
    }

    /// <summary>All rows of the cluster's own table.</summary>
    public async Task<IReadOnlyList<Member>> Members()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2;Application Name=chaos");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT port, generation, status FROM muster_silo", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var members = new List<Member>();
        while (await rows.ReadAsync())
            members.Add(new Member(rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2)));
        return members;
    }

    public void Dispose()
    {
        if (_process is not { HasExited: false })
            return;
        _process.Signal(UnixSignal.Interrupt);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private static void Run(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        if (command.RedirectStandardOutput)
            Drain(process);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command.FileName} ended with {process.ExitCode}.");
    }

    private static void Drain(Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task<bool> Answers()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>PostgreSQL refuses to be run by root.</summary>
    private ProcessStartInfo AsServer(string program, params string[] arguments)
    {
        string[] unprivileged = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] all = [.. unprivileged, Path.Combine(_programs, program), .. arguments];
        return new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
    }
}
