namespace Orleans.Embedded.Simulation;

/// <summary>The shape of a simulated cluster and of its network.</summary>
public sealed record SimulationOptions
{
    public int Silos { get; init; } = 3;

    public IFaultPlan Faults { get; init; } = new NoFaults();

    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>How long a message between two processes takes. Inside a silo it takes a hundredth.</summary>
    public TimeSpan ShortestLatency { get; init; } = TimeSpan.FromMicroseconds(100);

    public TimeSpan LongestLatency { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>How long after a crash the others notice; until then calls go to the dead silo.</summary>
    public TimeSpan ShortestDetection { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestDetection { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Crashed by a fault, a silo comes back after this long at most; null leaves it dead.</summary>
    public TimeSpan? LongestRestart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Faults never take the last silo.</summary>
    public bool KeepsOneSiloUp { get; init; } = true;

    /// <summary>Other grain classes for some interfaces: where a test plants a bug.</summary>
    public IReadOnlyDictionary<Type, Type> GrainClasses { get; init; } = new Dictionary<Type, Type>();

    /// <summary>Runs in a silo after it started, also after a restart: background services, as far as the simulation needs them.</summary>
    public Func<SimulatedSilo, Task>? OnSiloStarted { get; init; }

    /// <summary>Told each decision in words. Slow; for replaying one seed.</summary>
    public Action<string>? Trace { get; init; }
}
