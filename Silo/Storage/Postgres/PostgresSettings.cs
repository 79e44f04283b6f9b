namespace Muster.Silo.Storage.Postgres;

/// <summary>Where a node's PostgreSQL is, and how patient the node is with it.</summary>
public sealed record PostgresSettings
{
    /// <summary>
    /// As Npgsql reads it: <c>Host=db;Database=muster;Username=muster;Password=...;SSL Mode=VerifyFull</c>. What is below overrules what it says
    /// of time-outs and of the pool.
    /// </summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>How long a connection may take to come about, or to become free: 1 to 30 s.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one statement may take, a shared commit among them: 1 to 60 s. The server ends it then; the node waits a second longer.</summary>
    public TimeSpan StatementPatience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often a node whose writes failed tries by itself: 0.1 to 60 s.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an idle node looks whether the server still answers: 1 s to 5 min.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Connections for journal and grain state: 4 to 500; one of them appends all the time. The cluster's membership has up to
    /// <see cref="MembershipConnections"/> besides.
    /// </summary>
    public int Connections { get; init; } = 24;

    /// <summary>Of a pool of their own: a crowd of messages must not make a node look dead.</summary>
    public const int MembershipConnections = 4;

    /// <summary>Appends that may wait for a commit; more are refused at once: 100 to 1,000,000.</summary>
    public int MostWaiting { get; init; } = 20_000;

    /// <summary>Appends that share a commit, at most: 1 to 10,000.</summary>
    public int LargestCommit { get; init; } = 1_000;
}
