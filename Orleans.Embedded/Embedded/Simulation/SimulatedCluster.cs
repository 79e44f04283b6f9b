using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>
/// A whole cluster on virtual silos in virtual time, on the thread that calls Run...: one seeded loop picks what runs next. The same seed and
/// the same code give the same run, and the same <see cref="Trace"/>. Time stands still while anything can run.
/// </summary>
public sealed partial class SimulatedCluster : IDisposable
{
    private readonly Dictionary<string, SimulatedClient> _clients = [];
    private readonly List<Exception> _failures = [];
    private readonly Lazy<SimulatedTime> _time;

    public SimulatedCluster(ulong seed, Action<ISiloBuilder, SimulatedSilo> configure, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Seed = seed;
        Options = options ?? new();
        Classes = Options.GrainClasses.Count == 0 ? GrainClasses.Application : GrainClasses.Application.With(Options.GrainClasses);
        Random = new(seed, "application");
        _choice = new(seed, "schedule");
        Agenda = new(new(seed, "agenda"));
        Network = new(this, seed);
        _time = new(() => new SimulatedTime(this));
        Silos = [.. Enumerable.Range(1, Options.Silos).Select(number => new SimulatedSilo(this, number, configure))];
        foreach (var silo in Silos)
        {
            silo.Start();
        }
    }

    public ulong Seed { get; }

    public SimulationOptions Options { get; }

    public IFaultPlan Faults => Options.Faults;

    public IReadOnlyList<SimulatedSilo> Silos { get; }

    /// <summary>The cluster's clock. Its timers survive every crash: for storage and for the test itself.</summary>
    public TimeProvider Time => _time.Value;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>For ids and dice of the application; drawing from it changes no scheduling decision.</summary>
    public SimulatedRandom Random { get; }

    /// <summary>What background code of silos (<see cref="SimulationOptions.OnSiloStarted"/>) threw.</summary>
    public IReadOnlyList<Exception> Failures => _failures;

    internal GrainClasses Classes { get; }

    internal Agenda Agenda { get; }

    internal Network Network { get; }

    /// <summary>The client of this name; a new life of it if it crashed.</summary>
    public SimulatedClient Client(string name, TimeSpan? responseTimeout = null)
    {
        if (!_clients.TryGetValue(name, out var client) || !client.IsUp)
        {
            client = _clients[name] = new(this, name, (client?.Life ?? 0) + 1, responseTimeout ?? TimeSpan.FromSeconds(30));
        }

        return client;
    }

    /// <summary>Ends in virtual time; survives every crash.</summary>
    public Task Delay(TimeSpan delay) => Task.Delay(delay, Time);

    /// <summary>Does it after so long, outside every process.</summary>
    public void After(TimeSpan delay, Action act) => Agenda.Add(Agenda.Now + delay.Ticks, "after", act);

    public bool IsActive(GrainId grain) => Network.Directory.Find(grain) is not null;

    public SimulatedSilo? SiloOf(GrainId grain) => (Network.Directory.Find(grain)?.Engine as SimulatedNode)?.Silo;

    /// <summary>The grain ends in order and is made elsewhere by its next call.</summary>
    public void Move(GrainId grain)
    {
        if (Network.Directory.Find(grain) is { } activation)
        {
            Network.Directory.Leave(grain, ((SimulatedNode)activation.Engine).Silo!);
            activation.Deactivate(new(DeactivationReasonCode.Migrating, "Simulated: moving."));
        }
    }

    /// <summary>The activation vanishes without OnDeactivateAsync.</summary>
    public void MoveWithoutDeactivation(GrainId grain)
    {
        if (Network.Directory.Find(grain) is { } activation)
        {
            Network.Abandon(activation);
        }
    }

    /// <summary>The next call makes a second activation, while the first runs on for so long.</summary>
    public void MakeSecondActivation(GrainId grain, TimeSpan firstRunsOnFor)
    {
        if (Network.Directory.Find(grain) is { } activation)
        {
            Network.MakeZombie(activation, firstRunsOnFor);
        }
    }

    public void Dispose()
    {
        foreach (var silo in Silos)
        {
            if (silo.IsUp)
            {
                silo.Node.Die();
            }

            (silo.Services as IDisposable)?.Dispose();
        }
    }

    internal void Fail(Exception failure)
    {
        Record("failure", failure.GetType().Name);
        _failures.Add(failure);
    }
}
