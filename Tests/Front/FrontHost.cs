using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Identity;
using Muster.Silo.Identity;
using Muster.Silo.Storage;
using Muster.Tests.Storage;
using Muster.WebFront;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>
/// The front on Kestrel over the real grains, engine and storage. Its feed's time stands still unless the test lets it beat; each test
/// has an agency of its own.
/// </summary>
public sealed class FrontHost : IAsyncLifetime, IAgencySettingsSource
{
    private readonly ScratchDirectory _directory = new();
    private readonly ConcurrentDictionary<string, AgencySettings> _agencies = new();
    private WebApplication _app = null!;
    private int _numbers;

    /// <summary>Grains that cannot be asked: the ends of their keys.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = [];

    public HttpClient Http { get; private set; } = null!;

    public Feed Feed => _app.Services.GetRequiredService<Feed>();

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMusterStorage(new StorageSettings { Directory = _directory.Path });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0).AddIncomingGrainCallFilter(FailIfBroken));
        builder.Services.AddSingleton<IAgencySettingsSource>(this);
        builder.Services.AddSingleton<IRandomness, SystemRandomness>();
        builder.Services.AddSingleton<IPasswords, QuickPasswords>();
        builder.Services.AddSingleton<IFrontKeys>(new TestKeys(1));
        builder.Services.AddMusterGrains();
        builder.Services.AddSingleton(services => new Feed(services.GetRequiredService<IGrainFactory>(), new HandClock(), new Random(1)));
        builder.Services.AddWebFront();
        _app = builder.Build();
        _app.MapWebFront();
        await _app.StartAsync();

        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(address),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Dispose();
    }

    public ValueTask<AgencySettings?> Find(string agency) => new(_agencies.GetValueOrDefault(agency));

    /// <summary>An agency that no other test uses, with its staff.</summary>
    public async Task<TestAgency> NewAgency(Func<AgencySettings, AgencySettings>? with = null)
    {
        var id = $"agency-{Interlocked.Increment(ref _numbers)}";
        var settings = new AgencySettings(id, "Riverbend Council", "Australia/Brisbane", [new("general", "General"), new("permits", "Permits"), new("asked", "Asked") { Assignment = AssignmentMode.Offer }])
        {
            Greeting = "Welcome.",
        };
        _agencies[id] = with is null ? settings : with(settings);
        var agency = new TestAgency(this, id);
        await agency.MakeStaff();
        return agency;
    }

    private Task FailIfBroken(IIncomingGrainCallContext call)
    {
        var key = call.TargetId.Key.ToString() ?? "";
        return Broken.Keys.Any(broken => key.EndsWith(broken, StringComparison.Ordinal))
            ? throw new TimeoutException("The test broke this grain.")
            : call.Invoke();
    }

    /// <summary>Orleans' silos want one each.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
