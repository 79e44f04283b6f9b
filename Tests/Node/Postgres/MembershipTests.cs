#if PROVIDERS_ADONET
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muster.Silo;
using Muster.Tests.Storage.Postgres;
using Orleans.Messaging;

namespace Muster.Tests.Node.Postgres;

/// <summary>Who is in the cluster, by Orleans' own provider, over our tables.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class MembershipTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTime Morning = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    private PostgresPlace? _place;
    private IHost? _silo;
    private IMembershipTable? _table;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IMembershipTable Table => _table!;

    public async ValueTask InitializeAsync()
    {
        _place = new PostgresPlace(postgres.Server);
        _silo = Host(builder => builder.UseOrleans());
        _table = _silo.Services.GetRequiredService<IMembershipTable>();
        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true, Stop);
    }

    public ValueTask DisposeAsync()
    {
        _silo?.Dispose();
        _place?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_begins_empty_and_only_once()
    {
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Stop);

        var read = await Table.ReadAllAsync(Stop);

        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
    }

    [Fact]
    public async Task A_silo_joins_changes_and_is_read_back()
    {
        await Joins(Silo(1));
        var read = await Table.ReadAllAsync(Stop);
        var entry = Assert.Single(read.Members).Item1;
        entry.Status = SiloStatus.Active;
        entry.AddSuspector(Silo(2).SiloAddress, Morning);

        Assert.True(await Table.UpdateRowAsync(entry, read.Members[0].Item2, read.Version.Next(), Stop));

        var row = await Table.ReadRowAsync(entry.SiloAddress, Stop);
        Assert.Equal(2, row.Version.Version);
        var stored = Assert.Single(row.Members).Item1;
        Assert.Equal((SiloStatus.Active, "silo-1", 30_001, Morning), (stored.Status, stored.SiloName, stored.ProxyPort, stored.StartTime));
        Assert.Equal(Silo(2).SiloAddress, Assert.Single(stored.SuspectTimes!).Item1);
    }

    [Fact]
    public async Task What_rests_on_an_old_version_changes_nothing()
    {
        var old = (await Table.ReadAllAsync(Stop)).Version;
        await Joins(Silo(1));

        Assert.False(await Table.InsertRowAsync(Silo(2), old.Next(), Stop));
        Assert.False(await Table.UpdateRowAsync(Silo(1), "", old.Next(), Stop));
        Assert.False(await Table.InsertRowAsync(Silo(1), (await Table.ReadAllAsync(Stop)).Version.Next(), Stop)); // it is there already
        Assert.False(await Table.UpdateRowAsync(Silo(3), "", (await Table.ReadAllAsync(Stop)).Version.Next(), Stop)); // it is not

        var read = await Table.ReadAllAsync(Stop);
        Assert.Equal((1, 1), (read.Version.Version, read.Members.Count));
    }

    [Fact]
    public async Task Of_many_that_join_at_the_same_version_one_does()
    {
        var version = (await Table.ReadAllAsync(Stop)).Version;

        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Table.InsertRowAsync(Silo(number), version.Next(), Stop)));

        Assert.Single(joined, true);
        Assert.Single((await Table.ReadAllAsync(Stop)).Members);
    }

    [Fact]
    public async Task A_silo_says_that_it_lives_without_a_new_version()
    {
        await Joins(Silo(1));
        var alive = Silo(1);
        alive.IAmAliveTime = Morning.AddMinutes(5);

        await Table.UpdateIAmAliveAsync(alive, Stop);

        var read = await Table.ReadAllAsync(Stop);
        Assert.Equal((1, Morning.AddMinutes(5)), (read.Version.Version, read.Members[0].Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Old_silos_that_are_not_active_are_forgotten()
    {
        await Joins(Silo(1, SiloStatus.Active));
        await Joins(Silo(2, SiloStatus.Dead));

        await Table.CleanupDefunctSiloEntriesAsync(Morning.AddDays(1), Stop);

        Assert.Equal(Silo(1).SiloAddress, Assert.Single((await Table.ReadAllAsync(Stop)).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task A_front_finds_the_gateways_of_active_silos()
    {
        await Joins(Silo(1, SiloStatus.Active));
        await Joins(Silo(2, SiloStatus.Joining));
        using var front = Host(builder => builder.UseOrleansClient());
        var gateways = front.Services.GetRequiredService<IGatewayListProvider>();
        await gateways.InitializeGatewayListProvider();

        Assert.Equal(30_001, Assert.Single(await gateways.GetGateways()).Port);
    }

    [Fact]
    public async Task A_cluster_can_be_deleted()
    {
        await Joins(Silo(1));

        await Table.DeleteMembershipTableEntriesAsync("muster", Stop);
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Stop);

        Assert.Empty((await Table.ReadAllAsync(Stop)).Members);
    }

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Joining) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_000 + number, 1),
        SiloName = $"silo-{number}",
        HostName = "here",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = Morning,
        IAmAliveTime = Morning,
    };

    private async Task Joins(MembershipEntry silo) => Assert.True(await Table.InsertRowAsync(silo, (await Table.ReadAllAsync(Stop)).Version.Next(), Stop));

    private IHost Host(Action<HostApplicationBuilder> use)
    {
        var builder = new HostApplicationBuilder();
        foreach (var (key, value) in ClusterDefaults.Of(_place!.Settings)) builder.Configuration[key] = value;
        builder.Logging.ClearProviders();
        use(builder);
        return builder.Build();
    }
}
#endif
