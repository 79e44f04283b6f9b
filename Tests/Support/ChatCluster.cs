#if ENGINE_EMBEDDED
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.Sweeping;

namespace Muster.Tests.Support;

/// <summary>One silo with an agency in it, on a clock the test moves.</summary>
internal sealed class ChatCluster : IAsyncDisposable
{
    /// <summary>Time passes in steps, so that what is due every second happens every second.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private ChatCluster(IHost host) => _host = host;

    public HandMovedClock Clock { get; private init; } = new();

    public MemoryJournal Journal { get; private init; } = new();

    public MemoryStates States { get; private init; } = new();

    public AuditMemory Audit { get; private init; } = new();

    public LoggedLines Logged { get; private init; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public LinesHere Lines => _host.Services.GetRequiredService<LinesHere>();

    public FindingsHere Findings => _host.Services.GetRequiredService<FindingsHere>();

    public IQueueGrain Queue => Grains.GetGrain<IQueueGrain>(Some.QueueKey);

    public static Task<ChatCluster> Start(Func<AgencySettings, AgencySettings>? adjust = null) =>
        Start(new HandMovedClock(), new MemoryJournal(), new MemoryStates(), new AuditMemory(), adjust?.Invoke(Some.Settings) ?? Some.Settings);

    /// <summary>Another process over the same store: where both are asked, a grain exists twice.</summary>
    public Task<ChatCluster> Twin() => Start(Clock, Journal, States, Audit, Some.Settings);

    private static async Task<ChatCluster> Start(HandMovedClock clock, MemoryJournal journal, MemoryStates states, AuditMemory audit, AgencySettings settings)
    {
        var (builder, logged) = (Host.CreateEmptyApplicationBuilder(null), new LoggedLines());
        builder.Logging.AddProvider(logged);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.UseOrleans(silo => silo.Services.AddChat(journal, states, settings, audit));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new ChatCluster(host) { Clock = clock, Journal = journal, States = states, Audit = audit, Logged = logged };
    }

    /// <summary>An agent of both queues with an account.</summary>
    public async Task<AgentAtWork> Hire(string name, int capacity = 3) => await Grains.Hire(name, capacity);

    /// <summary>An agent who holds a citizen's conversation.</summary>
    public async Task<(AgentAtWork Agent, CitizenAtHome Citizen)> Talking()
    {
        var (alex, robin) = (await Hire("alex"), Citizen());
        await alex.Is(Muster.Agents.Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        return (alex, robin);
    }

    /// <summary>A supervisor of one queue, with an account.</summary>
    public async Task<Caller> Supervisor(string queue = Some.Queue)
    {
        var account = new NewAccount($"kim-{queue}", "long enough", "Real Name", "Kim", Role.Supervisor, [queue], 1);
        var member = await Grains.GetGrain<IAgencyGrain>(Some.Agency).AddAccount(Caller.System(Some.Agency), account);
        return Caller.Staff(Role.Supervisor, Some.Agency, member.Value!.StaffId, [queue]);
    }

    public CitizenAtHome Citizen(string name = "c-1") => new(Grains, name);

    /// <summary>Moves the clock, and lets every queue and agent that had a timer due come to the end of its turn.</summary>
    public async Task Pass(TimeSpan time, params AgentAtWork[] agents)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Step)
        {
            Clock.Advance(left < Step ? left : Step);
            foreach (var agent in agents)
                await agent.Grain.Availability();
            await Queue.Board(Caller.System(Some.Agency));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
#endif
