using System.Diagnostics;
using System.Globalization;
using System.Text;
using Muster.LoadTests.Servers;
using Npgsql;

namespace Muster.Tests.Storage.Postgres;

/// <summary>A PostgreSQL server of a test's own, in a directory of its own, gone with it.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Superuser = "muster";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Where this machine has its programs; the newest version where there are several.</summary>
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>Its recovery syncs every file of every database: in memory that takes no time, and a process that ends leaves the same behind.</summary>
    private readonly ScratchDirectory _scratch = new(onDisk: !IsMemoryLarge);
    private readonly StringBuilder _said = new();
    private Process? _process;
    private int _databases;

    public PostgresServer()
    {
        if (IsRoot) Run("chown", "postgres", _scratch.Path);
        Port = ServerProcess.FreePort();
        RunAsServer("initdb", "-D", Data, "-U", Superuser, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        Start();
    }

    public static bool IsInstalled => Programs is not null;

    public int Port { get; }

    private static bool IsRoot => Environment.UserName == "root";

    private static bool IsMemoryLarge => Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 4L << 30;

    private string Data => _scratch.File("data");

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username={Superuser}";

    /// <returns>The connection string of a new, empty database.</returns>
    public string NewDatabase(string options = "")
    {
        var name = $"muster_{++_databases}";
        Execute(ConnectionString("postgres"), $"CREATE DATABASE {name} {options}");
        return ConnectionString(name);
    }

    public static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Starts it and comes back when it takes connections.</summary>
    public void Start()
    {
        using var settled = new ManualResetEventSlim();
        var isReady = false;
        _process = Process.Start(AsServer(
            "postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", _scratch.Path, "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=on", "-c", "max_connections=200", "-c", "shared_buffers=32MB"))!;
        var lines = _process.StandardError;
        new Thread(Listen) { IsBackground = true, Name = "PostgreSQL's log" }.Start();
        if (!settled.Wait(Patience) || !isReady) throw new InvalidOperationException($"PostgreSQL does not start:\n{_said}");

        void Listen()
        {
            while (lines.ReadLine() is { } line)
            {
                lock (_said) _said.AppendLine(line);
                if (isReady || !line.Contains("ready to accept connections", StringComparison.Ordinal)) continue;
                isReady = true;
                settled.Set();
            }

            if (!isReady) settled.Set();
        }
    }

    /// <summary>Ends it at once, as a power cut would: connections break, and the next start recovers.</summary>
    public void StopAtOnce() => Stop("-QUIT");

    /// <summary>One of PostgreSQL's own programs against this server.</summary>
    public void RunAsServer(string program, params string[] arguments)
    {
        using var process = Process.Start(AsServer(program, arguments))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {errors}");
    }

    public void Dispose()
    {
        Stop("-INT");
        _scratch.Dispose();
    }

    /// <summary>A path that its programs may write to.</summary>
    public string PathOf(string name) => _scratch.File(name);

    private void Stop(string signal)
    {
        if (_process is null) return;
        Run("kill", signal, _process.Id.ToString(CultureInfo.InvariantCulture));
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>PostgreSQL refuses to be run by root.</summary>
    private ProcessStartInfo AsServer(string program, params string[] arguments)
    {
        string[] unprivileged = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] all = [.. unprivileged, Path.Combine(Programs!, program), .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _scratch.Path };
        start.Environment["LC_ALL"] = "C";
        start.Environment["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGHOST"] = "127.0.0.1";
        start.Environment["PGUSER"] = Superuser;
        return start;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
