#if PROVIDERS_AZURESTORAGE
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muster.LoadTests.Servers;

namespace Muster.Tests.Node.AzureStorage;

/// <summary>Azurite, Microsoft's own stand-in for a storage account, in memory and with a key of its own, gone with the tests.</summary>
public sealed class AzuriteServer : IDisposable
{
    private const string Account = "muster";
    private const int Services = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Where ./test puts it; the version is its.</summary>
    private static readonly string? Program = Directory.Exists(Cache)
        ? Directory.GetDirectories(Cache, "azurite-*").Order(StringComparer.Ordinal).Select(found => Path.Combine(found, "node_modules/azurite/dist/src/azurite.js")).LastOrDefault(File.Exists)
        : null;

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly StringBuilder _said = new();
    private readonly Process _process;
    private readonly int _blobs = ServerProcess.FreePort();
    private readonly int _tables = ServerProcess.FreePort();
    private int _made;

    public AzuriteServer()
    {
        // It knows the newest version of the protocol only some time after Azure's packages do: hence skipApiVersionCheck.
        string[] arguments =
        [
            Program!, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--blobPort", Text(_blobs), "--tablePort", Text(_tables), "--queuePort", Text(ServerProcess.FreePort()),
        ];
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        _process = Process.Start(start)!;
        using var settled = new CountdownEvent(Services);
        var listener = new Thread(() => Listen(settled)) { IsBackground = true, Name = "Azurite's log" };
        listener.Start();
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        if (!settled.Wait(Patience)) throw new InvalidOperationException($"Azurite does not start:\n{_said}");
    }

    public static bool IsInstalled => Program is not null;

    public string ConnectionString => ConnectionStringWith(_key, _blobs);

    /// <summary>Right but for its key.</summary>
    public string ConnectionStringWithAnotherKey => ConnectionStringWith(Convert.ToBase64String(new byte[64]), _blobs);

    /// <summary>Of an account whose blobs nobody serves.</summary>
    public string ConnectionStringOfNobody => ConnectionStringWith(_key, 1);

    /// <returns>A name that no other test uses.</returns>
    public string NewName() => $"muster{Interlocked.Increment(ref _made)}";

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Cache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "muster");

    private string ConnectionStringWith(string key, int blobs) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint=http://127.0.0.1:{blobs}/{Account};TableEndpoint=http://127.0.0.1:{_tables}/{Account}";

    private void Listen(CountdownEvent settled)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            Note(line);
            if (line.Contains("successfully listening", StringComparison.Ordinal)) settled.Signal();
        }
    }

    private void Note(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
#endif
