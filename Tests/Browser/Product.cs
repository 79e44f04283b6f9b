using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Muster.Tests.Browser;

/// <summary>The product as people start it: a process of its own, with a fresh data directory and a free port.</summary>
public sealed class Product : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _data;
    private readonly List<string> _said = [];

    private Product(Process process, string data, string address, string site)
    {
        _process = process;
        _data = data;
        Address = address;
        Site = site;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Address { get; }

    /// <summary>The one foreign origin that the agencies here let show their panel.</summary>
    public string Site { get; }

    /// <summary>An agency whose next opening is days away, whenever the tests run.</summary>
    public const string ClosedAgency = "closed";

    /// <summary>An agency whose agent is asked before a chat is given, with a topic that is closed.</summary>
    public const string OfferingAgency = "offering";

    /// <summary>The one agent of <see cref="OfferingAgency"/>.</summary>
    public const string OfferedAgent = "olga";

    private const string OfferedPassword = "made-for-one-test-run";

    public static async Task<Product> Start()
    {
        var data = Directory.CreateTempSubdirectory("muster-browser-").FullName;
        var site = $"http://127.0.0.1:{FreePort()}";
        WriteAgencies(Directory.CreateDirectory(Path.Combine(data, "agencies")).FullName, site);
        WriteOfferingAgency(data);
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [SiloAssembly, "--urls", address, "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var product = new Product(Process.Start(start)!, data, address, site);
        await product.IsReady();
        return product;
    }

    public string PasswordOf(string userName)
    {
        if (userName == OfferedAgent)
            return OfferedPassword;

        using var accounts = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "demo-accounts.json")));
        return accounts.RootElement.GetProperty(userName).GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Hours that are days away, whenever the tests run.</summary>
    private static string InThreeDays
    {
        get
        {
            var day = TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString().ToLowerInvariant();
            return $$"""{ "day": "{{day}}", "from": "09:00", "until": "10:00" }""";
        }
    }

    /// <summary>Built beside the tests, by the same build.</summary>
    private static string SiloAssembly
    {
        get
        {
            var here = AppContext.BaseDirectory.Replace('\\', '/');
            var tests = here.LastIndexOf("/Tests/bin/", StringComparison.Ordinal);
            return $"{here[..tests]}/Silo/bin/{here[(tests + "/Tests/bin/".Length)..]}Muster.Silo.dll";
        }
    }

    private static void WriteAgencies(string agencies, string site)
    {
        var demo = File.ReadAllText(Path.Combine(Repository.Root, "Silo", "agencies", "demo.json"));
        File.WriteAllText(Path.Combine(agencies, "demo.json"), demo.Replace("\"id\": \"demo\",", $"\"id\": \"demo\", \"sites\": [\"{site}\"],", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(agencies, $"{ClosedAgency}.json"), $$"""
            {
              "id": "{{ClosedAgency}}", "name": "Night Office", "timeZone": "Australia/Brisbane", "sites": [ "{{site}}" ],
              "queues": [ { "id": "general", "name": "General enquiries" }, { "id": "urgent", "name": "Urgent help", "takesMessagesWhenClosed": false } ],
              "hours": [ {{InThreeDays}} ],
              "channels": [ { "name": "Phone", "value": "07 5550 0199", "url": "tel:+61755500199" } ],
              "emergencyNumber": "000"
            }
            """);
    }

    private static void WriteOfferingAgency(string data)
    {
        File.WriteAllText(Path.Combine(data, "agencies", $"{OfferingAgency}.json"), $$"""
            {
              "id": "{{OfferingAgency}}", "name": "Permits Office", "timeZone": "Australia/Brisbane",
              "queues": [ { "id": "permits", "name": "Permits", "assignment": "offer", "offerSeconds": 10 }, { "id": "appeals", "name": "Appeals", "hours": [ {{InThreeDays}} ] } ],
              "emergencyNumber": "000"
            }
            """);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "new-accounts")).FullName, $"{OfferingAgency}.json"), $$"""
            [ { "userName": "{{OfferedAgent}}", "password": "{{OfferedPassword}}", "realName": "Olga Ott", "alias": "Olga", "role": "agent", "queues": ["permits"], "capacity": 2 } ]
            """);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
