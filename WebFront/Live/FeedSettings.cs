namespace Muster.WebFront.Live;

/// <summary>The paces of a <see cref="Feed"/>. It counts in beats of one second.</summary>
public sealed record FeedSettings
{
    /// <summary>Seconds between two heartbeats of a stream.</summary>
    public int HeartbeatSeconds { get; init; } = 15;

    /// <summary>Seconds after which a watch is renewed at the latest; spread over the last quarter.</summary>
    public int RenewSeconds { get; init; } = 60;

    /// <summary>Seconds between two questions which silos live.</summary>
    public int SiloSeconds { get; init; } = 2;

    /// <summary>Seconds a citizen may be without a stream before the conversation is told: long enough for a reconnect.</summary>
    public int LingerSeconds { get; init; } = 5;

    /// <summary>Seconds between two figures of the queues on an agent's stream.</summary>
    public int QueuesSeconds { get; init; } = 2;

    /// <summary>Watches that are renewed at the same time, so that a lost silo's conversations do not all come at once.</summary>
    public int RenewalsAtOnce { get; init; } = 64;

    /// <summary>Seconds over which everything else is renewed once a silo has vanished.</summary>
    public int RestSeconds { get; init; } = 4;

    /// <summary>Where that would be more than so many a second, it takes longer.</summary>
    public int RestPerSecond { get; init; } = 1_000;

    /// <summary>Readers of a front that stops who may be back in one second: they are told to spread over as many as it takes.</summary>
    public int ComeBacksPerSecond { get; init; } = 500;

    /// <summary>Entries of one conversation kept for its streams; who is further behind reads.</summary>
    public int RecentEntries { get; init; } = 64;

    /// <summary>Entries asked for at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>Whoever has fewer than this before them is told of every step.</summary>
    public int NearFront { get; init; } = 20;
}
