using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.Silo.Storage;
using Muster.Silo.Storage.OverGrainStorage;
using Muster.Sweeping;
using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Planted;
using Muster.Tests.Simulation.Storage;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>One run: a cluster with the product in it, a disk, two fronts, and the people who use it.</summary>
public sealed class World : IDisposable
{
    public const string AgencyId = "a";

    private static readonly StorageJson Json = new(System.Text.Json.JsonSerializerOptions.Web);

    private readonly Dictionary<int, DiskSession> _sessions = [];
    private readonly SimulatedRandom _storageRandom;
    private readonly Action<string>? _trace;
    private readonly RecordedFaults _faults;

    public World(Scenario scenario, PlantedBug? planted = null, Action<string>? trace = null)
    {
        Scenario = scenario;
        _trace = trace;
        Planted = planted;
        _storageRandom = new SimulatedRandom(scenario.Seed, "storage");
        Faults = scenario.Faults();
        _faults = new RecordedFaults(Faults, History);
        _ = new DiskWatch(Disk, History, () => Now, trace);
        Cluster = new SimulatedCluster(scenario.Seed, Configure, new SimulationOptions
        {
            Silos = scenario.Silos,
            Start = scenario.StartedAt,
            Faults = _faults,
            LongestDetection = scenario.LongestDetection,
            LongestRestart = scenario.LongestRestart,
            KeepsOneSiloUp = scenario.Silos > 2, // the smaller ones may be down altogether
            OnSiloStarted = WakeQueues,
            Trace = trace,
        });
        _faults.Watch(Cluster);
        Fronts = [.. Enumerable.Range(1, 2).Select(number => new Clients.Front(Cluster, $"front-{number}"))];
    }

    public Scenario Scenario { get; }

    public IFaultPlan Faults { get; }

    public History History { get; } = new();

    public PlantedBug? Planted { get; }

    public Tally Tally { get; } = new();

    public SimulatedDisk Disk { get; } = new();

    public StoredConversations Stored => new(Disk);

    public SimulatedCluster Cluster { get; }

    public IReadOnlyList<Clients.Front> Fronts { get; }

    public ImmutableArray<StaffMember> Staff { get; private set; } = [];

    /// <summary>Who oversees every queue; null where nobody does.</summary>
    public StaffMember? Supervisor { get; private set; }

    public DateTimeOffset Now => Cluster.Now;

    /// <summary>The storm is over: whoever works finishes what there is.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Faults may strike between these two.</summary>
    public void BeginStorm() => _faults.IsActive = true;

    public void EndStorm()
    {
        _faults.IsActive = false;
        IsEnding = true;
    }

    /// <summary>A process of the people's own, which no fault takes.</summary>
    public SimulatedClient People(int number) => Cluster.Client($"people-{number % 4}", Scenario.Patience);

    public void MakeAccounts()
    {
        var setup = Cluster.Client("setup");
        Cluster.RunUntil(setup.Run(async () =>
        {
            var agency = setup.Grains.GetGrain<IAgencyGrain>(AgencyId);
            foreach (var account in Scenario.Accounts)
                Staff = Staff.Add((await agency.AddAccount(Caller.System(AgencyId), account)).Value!);
            if (Scenario.IsOverseen)
                Supervisor = (await agency.AddAccount(Caller.System(AgencyId), new NewAccount("supervisor", "a password", "Real Name", "Supervisor", Role.Supervisor, [.. Scenario.Agency.Queues.Select(queue => queue.Id)], 2))).Value;
        }), TimeSpan.FromMinutes(5));
        History.Staff.AddRange(Staff.Select(member => new Member(member.StaffId, member.Capacity, [.. member.Queues]) { Pumps = member.Skills.FirstOrDefault()?.Level ?? 0, Helps = HelpsOf(member) }));
        if (Supervisor is { } overseer)
            History.Staff.Add(new Member(overseer.StaffId, overseer.Capacity, []) { Oversees = true });
        History.NoReply = Scenario.Agency.Limits.NoReplyReturnSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        History.TransferReturn = Scenario.Agency.Limits.TransferReturnSeconds is { } back ? TimeSpan.FromSeconds(back) : null;
        if (Scenario.IsRouted)
            History.Routing = Scenario.Agency.Queues.ToDictionary(queue => queue.Id, queue => new RoutingOf(queue.AnybodyAfterSeconds, queue.CapacityPerAgent));
        History.OfferingQueues.UnionWith(Scenario.Agency.Queues.Where(queue => queue.Assignment == AssignmentMode.Offer).Select(queue => queue.Id));
    }

    /// <summary>Asks the sweeper, which has to find nothing wherever nothing is wrong.</summary>
    public async Task AskSweeper(SimulatedClient process)
    {
        var watcher = Caller.Staff(Role.Supervisor, AgencyId, "watcher", [.. Scenario.Agency.Queues.Select(queue => queue.Id)]);
        try
        {
            foreach (var finding in (await process.Grains.GetGrain<ISweeperGrain>(AgencyId).Look(watcher)).Value?.Findings ?? [])
                History.Surprises.Add($"{Now:HH:mm:ss.fff} the sweeper found {finding}");
            Tally.Add("Swept");
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            Tally.Add("RetriedRequest");
        }
    }

    /// <summary>What lies on the disk now, for the checks.</summary>
    public void ReadDisk() => new DiskReader(Disk, Stored).ReadInto(History, Scenario.Agency.Queues.Select(queue => queue.Id));

    /// <summary>Whether every citizen's conversation has been started, and every conversation has ended.</summary>
    public bool IsAllClosed() => Stored.Conversations.Count(Stored.IsCitizens) == Scenario.Citizens && Stored.Conversations.All(Stored.IsClosed);

    /// <summary>A process's way to the disk.</summary>
    public DiskSession SessionOf(SimulatedSilo silo) => _sessions[silo.Number];

    public void Dispose() => Cluster.Dispose();

    private void Configure(ISiloBuilder builder, SimulatedSilo silo)
    {
        var session = Disk.Connect(new DiskFaults(silo, _faults, _storageRandom, Scenario.IsDiskSlow).Conditions);
        if (_sessions.TryAdd(silo.Number, session))
            silo.Crashed += crashed => _sessions[crashed.Number].Crash();
        _sessions[silo.Number] = session;

        var services = builder.Services;
        services.AddSimulatedStorage(session, _storageRandom, Json, Scenario.JournalIsOverStates ? new GrainStorageJournalStore(session.States) : null);
        services.AddMusterGrains();
        services.AddSingleton<IAgencySettingsSource>(new OneAgency(Scenario.Agency));
        services.AddSingleton<IRandomness>(new SeededRandomness(Scenario.Seed, silo));
        services.AddSingleton<IPasswords, PlainPasswords>();
        if (_trace is not null)
            services.AddSingleton<ILoggerFactory>(new LoggerFactory([new TraceLog(_trace, silo.Cluster.Time)]));
        Planted?.Plant(builder, silo, this);
    }

    private Dictionary<string, int> HelpsOf(StaffMember member) => Scenario.Agency.Queues
        .Where(queue => !member.Queues.Contains(queue.Id) && queue.Overflow.Any(other => member.Queues.Contains(other.Queue)))
        .ToDictionary(queue => queue.Id, queue => queue.Overflow.Where(other => member.Queues.Contains(other.Queue)).Min(other => other.AfterSeconds));

    /// <summary>As the silo's own background service does it.</summary>
    private async Task WakeQueues(SimulatedSilo silo)
    {
        while (true)
        {
            foreach (var queue in Scenario.Agency.Queues)
                silo.Grains.GetGrain<IQueueGrain>(GrainKey.Of(AgencyId, queue.Id)).Wake().Ignore();
            silo.Grains.GetGrain<ISweeperGrain>(AgencyId).Wake().Ignore();
            await Task.Delay(TimeSpan.FromSeconds(10), silo.Time);
        }
    }
}
