using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.LoadTests.Servers;
using Muster.Records;
using Muster.Silo.Identity;
using Muster.Silo.Storage;
using Muster.Tests.Storage;
using Muster.Tests.Support;
using Muster.WebFront;
using Muster.WebFront.Abuse;
using Muster.WebFront.Figures;
using Muster.WebFront.Live;
using Muster.WebFront.Security;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
#if ENGINE_ORLEANS
using System.Net;
#endif

namespace Muster.Tests.Front;

/// <summary>
/// The front on Kestrel over the real grains, engine and storage: on Orleans two fronts, of which each request takes the next, over two silos; on
/// the embedded engine all in one. Its feeds' time stands still unless the test lets it beat; each test has an agency of its own.
/// </summary>
public sealed class FrontHost : IAsyncLifetime, IAgencySettingsSource
{
    private readonly ScratchDirectory _directory = new();
    private readonly ConcurrentDictionary<string, AgencySettings> _agencies = new();
    private readonly List<IHost> _silos = [];
    private readonly List<WebApplication> _fronts = [];
    private ServiceProvider _storage = null!;
    private int _numbers;

    /// <summary>Grains that cannot be asked: the ends of their keys.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = [];

    /// <summary>What the nodes log.</summary>
    internal LoggedLines Logged { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public IGrainFactory Grains => _fronts[0].Services.GetRequiredService<IGrainFactory>();

    public IEnumerable<RouteEndpoint> Endpoints => _fronts[0].Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        _storage = new ServiceCollection().AddLogging().AddMusterStorage(new StorageSettings { Directory = _directory.Path }).BuildServiceProvider();
#if ENGINE_ORLEANS
        int[] gateways = [ServerProcess.FreePort(), ServerProcess.FreePort()];
        var first = new IPEndPoint(IPAddress.Loopback, ServerProcess.FreePort());
        foreach (var gateway in gateways)
            _silos.Add(await StartSilo(_silos.Count == 0 ? first.Port : ServerProcess.FreePort(), gateway, first));
        for (var front = 0; front < 2; front++)
            _fronts.Add(await StartFront(builder => builder.UseOrleansClient(client => client.UseLocalhostClustering(gateways))));
#else
        _fronts.Add(await StartFront(builder => builder.UseOrleans(silo => Compose(silo.UseLocalhostClustering(ServerProcess.FreePort(), gatewayPort: 0)))));
#endif
        var addresses = _fronts.Select(front => new Uri(front.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())).ToList();
        Http = new HttpClient(new NextFront(addresses)) { BaseAddress = addresses[0] };
    }

    /// <summary>A second passes for the feeds.</summary>
    public void Beat()
    {
        foreach (var front in _fronts)
            front.Services.GetRequiredService<Feed>().Beat();
    }

    /// <summary>The seconds pass for which the fronts believe what they were told of an agency's bans.</summary>
    internal void ForgetBans(TestAgency agency)
    {
        foreach (var front in _fronts)
            front.Services.GetRequiredService<KnownBans>().Forget(agency.Id);
    }

    /// <summary>The seconds pass for which the fronts believe what they were told of the sessions of an agency's staff.</summary>
    internal void ForgetSessions(TestAgency agency)
    {
        foreach (var front in _fronts)
        {
            foreach (var userName in agency.Staff.Keys)
                front.Services.GetRequiredService<StaffSessions>().Forget(agency.Id, userName);
        }
    }

    /// <summary>The seconds pass after which the fronts tell whom they have turned away.</summary>
    internal Task TellRefused() => Task.WhenAll(_fronts.Select(front => front.Services.GetRequiredService<RefusedStarts>().Tell()));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var host in _fronts.AsEnumerable<IHost>().Concat(_silos.AsEnumerable().Reverse()))
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await _storage.DisposeAsync();
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

    private static async Task<WebApplication> StartFront(Action<WebApplicationBuilder> useGrains)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        useGrains(builder);
        builder.Services.AddSingleton<IFrontKeys>(new TestKeys(1));
        builder.Services.AddSingleton(services => new Feed(services.GetRequiredService<IGrainFactory>(), new HandClock(), new Random(1)));
        builder.Services.AddWebFront();
        builder.Services.AddHealth();
        var front = builder.Build();
        front.MapWebFront();
        front.MapHealth();
        await front.StartAsync();
        return front;
    }

#if ENGINE_ORLEANS
    private async Task<IHost> StartSilo(int port, int gateway, IPEndPoint first)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => Compose(silo.UseLocalhostClustering(port, gateway, first)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

#endif
    private void Compose(ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter(FailIfBroken);
        silo.Services.AddLogging(logging => logging.AddProvider(Logged).AddFilter<LoggedLines>((category, _) => category?.StartsWith("Muster", StringComparison.Ordinal) == true));
        silo.Services.AddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(_storage.GetRequiredService<IJournal<ConversationFact, Conversation>>());
        silo.Services.AddSingleton(_storage.GetRequiredService<IJournal<AuditLine, AuditHead>>());
        silo.Services.AddGrainStorage(StorageRegistration.ProviderName, (_, _) => _storage.GetRequiredKeyedService<IGrainStorage>(StorageRegistration.ProviderName));
        silo.Services.AddSingleton<IAgencySettingsSource>(this);
        silo.Services.AddSingleton<IRandomness, SystemRandomness>();
        silo.Services.AddSingleton<IPasswords, QuickPasswords>();
        silo.Services.AddMusterGrains();
    }

    private Task FailIfBroken(IIncomingGrainCallContext call)
    {
        var key = call.TargetId.Key.ToString() ?? "";
        return Broken.Keys.Any(broken => key.EndsWith(broken, StringComparison.Ordinal))
            ? throw new TimeoutException("The test broke this grain.")
            : call.Invoke();
    }

    /// <summary>Orleans' silos want one each.</summary>
    /// <summary>As a proxy in front of several: none of them is told that there are more.</summary>
    private sealed class NextFront(IReadOnlyList<Uri> fronts)
        : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        private uint _turn;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host ??= fronts[0].Authority;
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = fronts[(int)(Interlocked.Increment(ref _turn) % (uint)fronts.Count)].Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
