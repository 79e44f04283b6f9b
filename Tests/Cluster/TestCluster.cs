#if ENGINE_ORLEANS
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Conversations;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.OverGrainStorage;
using Muster.Tests.Support;
using Orleans.TestingHost;

namespace Muster.Tests.Cluster;

/// <summary>Silos that share their storage and nothing else; each grain lives on whichever the dice say.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _silos;

    private TestCluster(InProcessTestCluster silos, IJournal<ConversationFact, Conversation> journal) => (_silos, Journal) = (silos, journal);

    /// <summary>As an onlooker reads it.</summary>
    public IJournal<ConversationFact, Conversation> Journal { get; }

    public IGrainFactory Grains => _silos.Client;

    /// <summary>Each silo by its number, and how to call from it.</summary>
    public IEnumerable<(SiloAddress Silo, IGrainFactory Grains)> Silos =>
        _silos.Silos.OrderBy(one => NumberOf(one.Name)).Select(one => (one.SiloAddress, _silos.GetSiloServiceProvider(one.SiloAddress).GetRequiredService<IGrainFactory>()));

    /// <param name="silos">How many.</param>
    /// <param name="configure">What a silo has besides, by its number from 0.</param>
    public static async Task<TestCluster> Start(short silos, Action<int, ISiloBuilder>? configure = null)
    {
        var (states, audit, envelope) = (new MemoryStates(), new AuditMemory(), Storage.Some.Envelope());
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
            silo.Services.AddChat(JournalOver(states, envelope), states, Support.Some.Settings, audit);
            configure?.Invoke(NumberOf(options.SiloName), silo);
        });
        var cluster = Build(builder);
        await cluster.DeployAsync();
        return new TestCluster(cluster, JournalOver(states, envelope));
    }

    /// <summary>Ends a silo as a power cut does: nothing is deactivated, nobody is told.</summary>
    public async Task Kill(string silo)
    {
        await _silos.KillSiloAsync(_silos.Silos.Single(one => one.SiloAddress.ToString() == silo));
        await _silos.WaitForLivenessToStabilizeAsync(didKill: true);
    }

    public async ValueTask DisposeAsync() => await _silos.DisposeAsync();

    private static int NumberOf(string silo) => int.Parse(silo[(silo.IndexOf('_', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    /// <summary>The builder looks for free ports at random, and gives up soon on a machine where a load test uses most of them.</summary>
    private static InProcessTestCluster Build(InProcessTestClusterBuilder builder)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return builder.Build();
            }
            catch (InvalidOperationException) when (tries < 100)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Each silo has its own, with its own memory of what it wrote.</summary>
    private static Journal<ConversationFact, Conversation> JournalOver(MemoryStates states, Envelope envelope) => new(
        new GrainStorageJournalStore(states), envelope, new StorageJson(System.Text.Json.JsonSerializerOptions.Web),
        NullLogger<Journal<ConversationFact, Conversation>>.Instance);
}
#endif
