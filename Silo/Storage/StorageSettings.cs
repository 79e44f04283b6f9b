namespace Muster.Silo.Storage;

/// <summary>Where and how a node keeps what it must not lose.</summary>
public sealed record StorageSettings
{
    /// <summary>Holds <c>muster.db</c> and <c>keys/master.json</c>; created when missing, other files in it are left alone.</summary>
    public required string Directory { get; init; }

    /// <summary>Under load, the least time between two commits: 0 to 10 ms. An idle store commits at once.</summary>
    public TimeSpan CommitSpacing { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>A commit shared by so many writes counts as load: 2 and up.</summary>
    public int CrowdedCommit { get; init; } = 16;

    /// <summary>Log rows not yet in pages, at most: 1,024 to 1,000,000. A start reads them all, about a million a second.</summary>
    public int LongestTail { get; init; } = 65_536;

    /// <summary>How long a write waits for a file that another process has locked: 0 to 10 s.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a store that failed tries by itself whether it can write again.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Up to this size in bytes the whole file is checked before the start goes on; a larger one meanwhile.</summary>
    public long CheckedAtStart { get; init; } = 64L << 20;

    /// <summary>Threads that read, each with its own connection: 1 to 16.</summary>
    public int Readers { get; init; } = 2;

    public string DatabaseFile => Path.Combine(Directory, "muster.db");

    /// <summary>Where the wrapped data keys are: a file of their own, so that a copy of <see cref="DatabaseFile"/> is without them.</summary>
    public string DataKeyFile => Path.Combine(Directory, "keys", "data.db");

    /// <summary>The variable of the environment that holds the master keys instead of <see cref="KeyFile"/>.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Where the master keys are, unless elsewhere.</summary>
    public string KeyFile
    {
        get => field ?? Path.Combine(Directory, "keys", "master.json");
        init;
    }
}
