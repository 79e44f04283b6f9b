using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>A virtual silo: it can crash, be cut off, stop in order, and start again as another life with services of its own.</summary>
public sealed class SimulatedSilo
{
    private readonly SimulatedCluster _cluster;
    private readonly Action<ISiloBuilder, SimulatedSilo> _configure;
    private long _noticedAt;
    private bool _stopping;
    private bool _noticed;

    internal SimulatedSilo(SimulatedCluster cluster, int number, Action<ISiloBuilder, SimulatedSilo> configure)
    {
        _cluster = cluster;
        _configure = configure;
        Number = number;
        Name = "silo-" + number.ToString(CultureInfo.InvariantCulture);
        SiloAddress = SiloAddress.Zero;
        Node = null!;
    }

    /// <summary>The process died, just now, with this epoch. What it had written without syncing is lost, and what it waited for never goes on.</summary>
    public event Action<SimulatedSilo>? Crashed;

    public SimulatedCluster Cluster => _cluster;

    public string Name { get; }

    public int Number { get; }

    /// <summary>Counts its lives. A write that was begun in an earlier one belongs to nobody.</summary>
    public int Epoch { get; private set; }

    public SiloAddress SiloAddress { get; private set; }

    public bool IsUp { get; private set; }

    public bool IsPartitioned { get; private set; }

    public IServiceProvider Services => Node.Services;

    /// <summary>References whose calls start in this silo.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>This life's clock; its timers die with it.</summary>
    public TimeProvider Time => Node.Time;

    internal SimulatedNode Node { get; private set; }

    internal bool TakesGrains => IsUp && !IsPartitioned && !_stopping;

    internal bool IsReachable => IsUp && !IsPartitioned;

    internal bool IsBelievedAlive => IsReachable || !_noticed;

    internal TimeSpan UntilDetected => TimeSpan.FromTicks(Math.Max(0, _noticedAt - _cluster.Agenda.Now));

    /// <summary>Runs background code of this silo. It vanishes when the silo crashes, and the task then never ends.</summary>
    public Task Run(Func<Task> body) => Node.Queue.Run(body);

    /// <summary>The process dies: no OnDeactivateAsync, no answers. The others notice after a while.</summary>
    public void Crash()
    {
        if (!IsUp)
        {
            return;
        }

        _cluster.Record("crash", Name);
        IsUp = false;
        IsPartitioned = false;
        var orphans = Node.Die();
        Crashed?.Invoke(this);
        BeginNoticing(orphans, $"Simulated: {Name} crashed");
    }

    /// <summary>As a fault does it: it comes back by itself. False, and nothing happens, if it is the last one and that is to be spared.</summary>
    public bool CrashAndComeBack()
    {
        if (!IsUp || !_cluster.MayLose(this))
        {
            return false;
        }

        Crash();
        ComeBack();
        return true;
    }

    /// <summary>Cut off from everyone, storage apart, for so long; then it learns that it was declared dead, and dies, as a real silo does.</summary>
    public void Partition(TimeSpan duration)
    {
        if (!IsReachable)
        {
            return;
        }

        _cluster.Record("partition", Name);
        IsPartitioned = true;
        var node = Node;
        BeginNoticing([.. node.Hosted.Where(request => request.Origin != node)], $"Simulated: {Name} is cut off");
        _cluster.After(duration, () =>
        {
            if (IsPartitioned && Node == node)
            {
                Crash();
                ComeBack();
            }
        });
    }

    /// <summary>Ends every activation in order, then the process. Calls meanwhile wait for the next activation elsewhere.</summary>
    public Task Stop()
    {
        _cluster.Record("stop", Name);
        _stopping = true;
        var node = Node;
        var done = new TaskCompletionSource();
        node.DeactivateAll(new(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."), () =>
        {
            if (Node == node && IsUp)
            {
                IsUp = false;
                node.Die();
                Notice(node);
            }

            done.TrySetResult();
        });
        return done.Task;
    }

    public void Restart()
    {
        Crash();
        Start();
    }

    internal void Start()
    {
        if (IsUp)
        {
            return;
        }

        if (Epoch > 0)
        {
            Notice(Node);
        }

        Epoch++;
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111 + Number, Epoch);
        _cluster.Record("start", Name);
        Node = Build();
        IsUp = true;
        _stopping = _noticed = false;
        if (_cluster.Options.OnSiloStarted is { } started)
        {
            _ = Run(async () =>
            {
                try
                {
                    await started(this);
                }
#pragma warning disable CA1031 // The run judges it.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    _cluster.Fail(failure);
                }
            });
        }
    }

    /// <summary>A fault took it: it comes back by itself.</summary>
    internal void ComeBack()
    {
        if (_cluster.Options.LongestRestart is { } longest)
        {
            _cluster.After(_cluster.Network.Random.Between(TimeSpan.FromMilliseconds(100), longest), Start);
        }
    }

    private SimulatedNode Build()
    {
        var services = new ServiceCollection();
        SimulatedNode? node = null;
        var time = new SimulatedTime(_cluster);
        var membership = new SimulatedMembership(_cluster, this);
        services.AddOptions();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ILocalSiloDetails>(membership);
        services.AddSingleton<IMembership>(membership);
        services.AddSingleton(this);
        services.AddSingleton(_cluster);
        services.AddClient(_ => node!);
        _configure(new SiloBuilder(services, new ConfigurationManager()), this);
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        var provider = services.BuildServiceProvider();
        return node = new(_cluster, Name, Epoch, this, provider, time, SiloServices.Options(provider));
    }

    private void BeginNoticing(IReadOnlyCollection<GrainRequest> orphans, string why)
    {
        var delay = _cluster.Network.Detection();
        _noticedAt = _cluster.Agenda.Now + delay.Ticks;
        _noticed = false;
        _cluster.Network.RefuseAll(orphans, delay, why);
        var node = Node;
        _cluster.After(delay, () => Notice(node));
    }

    private void Notice(SimulatedNode node)
    {
        _cluster.Network.Directory.ForgetAllOf(node);
        if (Node == node)
        {
            _noticed = true;
        }
    }
}
