using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Muster.Tests.Browser;

/// <summary>The product as people start it: a process of its own, with a fresh data directory and a free port.</summary>
public sealed class Product : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data;
    private readonly int _offices;
    private readonly List<string> _said = [];
    private Process _process;
    private int _officesUsed;
    private int _offeringOfficesUsed;

    private Product(string data, string address, string site, int offices)
    {
        _data = data;
        _offices = offices;
        Address = address;
        Site = site;
        _process = Run();
    }

    public string Address { get; }

    /// <summary>The one foreign origin that the agencies here let show their panel.</summary>
    public string Site { get; }

    /// <summary>An agency whose next opening is days away, whenever the tests run.</summary>
    public const string ClosedAgency = "closed";

    /// <summary>As many as there are tests that want one, and some to spare: each costs the start a password's hash.</summary>
    private const int Offices = 56;

    private const int OfferingOffices = 8;

    public static async Task<Product> Start(int offices = Offices)
    {
        var data = Directory.CreateTempSubdirectory("muster-browser-").FullName;
        var site = $"http://127.0.0.1:{FreePort()}";
        Directory.CreateDirectory(Path.Combine(data, "agencies"));
        Directory.CreateDirectory(Path.Combine(data, "new-accounts"));
        WriteAgencies(data, site, offices);
        var product = new Product(data, $"http://127.0.0.1:{FreePort()}", site, offices);
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

    /// <summary>The id of an agency like the demo's that no test has used yet.</summary>
    public string NextOffice() => Next(ref _officesUsed, _offices, "office");

    /// <summary>The same for one whose agent is asked before a chat is given, with a topic that is closed.</summary>
    public string NextOfferingOffice() => Next(ref _offeringOfficesUsed, OfferingOffices, "offering");

    public async ValueTask DisposeAsync()
    {
        await Kill();
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

    private static string Next(ref int used, int all, string name) =>
        ++used <= all ? $"{name}-{used}" : throw new InvalidOperationException($"There are only {all} agencies called {name}-N; make more.");

    private static void WriteAgencies(string data, string site, int offices)
    {
        var demo = File.ReadAllText(Path.Combine(Repository.Root, "Silo", "agencies", "demo.json"));
        WriteAgency(data, "demo", DemoAs("demo"));
        WriteAgency(data, ClosedAgency, $$"""
            {
              "id": "{{ClosedAgency}}", "name": "Night Office", "timeZone": "Australia/Brisbane", "sites": [ "{{site}}" ],
              "queues": [ { "id": "general", "name": "General enquiries" }, { "id": "urgent", "name": "Urgent help", "takesMessagesWhenClosed": false } ],
              "hours": [ {{InThreeDays}} ],
              "channels": [ { "name": "Phone", "value": "07 5550 0199", "url": "tel:+61755500199" } ],
              "emergencyNumber": "000"
            }
            """);
        for (var number = 1; number <= offices; number++)
            WriteOffice(data, $"office-{number}", DemoAs($"office-{number}"), "\"general\", \"flood\"", capacity: 5);
        for (var number = 1; number <= OfferingOffices; number++)
            WriteOffice(data, $"offering-{number}", Offering($"offering-{number}"), "\"permits\"", capacity: 2);

        string DemoAs(string id) => demo.Replace("\"id\": \"demo\",", $"\"id\": \"{id}\", \"sites\": [\"{site}\"],", StringComparison.Ordinal);
    }

    private static string Offering(string id) => $$"""
        {
          "id": "{{id}}", "name": "Permits Office", "timeZone": "Australia/Brisbane",
          "queues": [ { "id": "permits", "name": "Permits", "assignment": "offer", "offerSeconds": 10, "noReply": { "alertSeconds": 10, "returnSeconds": 60 } }, { "id": "appeals", "name": "Appeals", "hours": [ {{InThreeDays}} ] } ],
          "emergencyNumber": "000"
        }
        """;

    private static void WriteOffice(string data, string id, string settings, string queues, int capacity)
    {
        WriteAgency(data, id, settings);
        File.WriteAllText(Path.Combine(data, "new-accounts", $"{id}.json"), $$"""
            [ { "userName": "{{Office.UserName}}", "password": "{{Office.Password}}", "realName": "Samantha Okafor", "alias": "Sam", "role": "agent", "queues": [{{queues}}], "capacity": {{capacity}} } ]
            """);
    }

    private static void WriteAgency(string data, string id, string settings) => File.WriteAllText(Path.Combine(data, "agencies", $"{id}.json"), settings);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Run()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [SiloAssembly, "--urls", Address, "--data", _data])
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
