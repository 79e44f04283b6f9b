namespace Orleans.Embedded.Simulation;

/// <summary>A virtual process outside the silos: a front, a citizen's program. Its code runs in its own turns and dies when it crashes.</summary>
public sealed class SimulatedClient
{
    internal SimulatedClient(SimulatedCluster cluster, string name, int life, TimeSpan responseTimeout)
    {
        Name = name;
        Life = life;
        var time = new SimulatedTime(cluster);
        var services = new ClientServices(time);
        Node = new(cluster, name, life, null, services, time, new(responseTimeout, default, default, default, default, new Dictionary<string, TimeSpan>()));
        services.Grains = new ClusterClient(Node);
    }

    public string Name { get; }

    public int Life { get; }

    public bool IsUp => !Node.IsDead;

    /// <summary>References, and places for observers, of this process.</summary>
    public IClusterClient Grains => ((ClientServices)Node.Services).Grains;

    /// <summary>This life's clock; its timers die with it.</summary>
    public TimeProvider Time => Node.Time;

    internal SimulatedNode Node { get; }

    /// <summary>Runs code in this process. It vanishes when the process crashes, and the task then never ends.</summary>
    public Task Run(Func<Task> body) => Node.Queue.Run(body);

    /// <summary>Gone. <see cref="SimulatedCluster.Client"/> makes a new life of the same name.</summary>
    public void Crash()
    {
        if (IsUp)
        {
            Node.Cluster.Record("crash", Name);
            Node.Die();
        }
    }

    private sealed class ClientServices(TimeProvider time) : IServiceProvider
    {
        public IClusterClient Grains { get; set; } = null!;

        public object? GetService(Type serviceType) =>
            serviceType == typeof(TimeProvider) ? time
            : serviceType == typeof(IGrainFactory) || serviceType == typeof(IClusterClient) ? Grains
            : null;
    }
}
