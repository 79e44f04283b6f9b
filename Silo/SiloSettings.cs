using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Postgres;

namespace Muster.Silo;

/// <summary>
/// All settings of a node, from the command line (<c>--data DIR</c>), the environment (<c>Muster__Data</c>) or a settings file
/// (<c>--settings FILE</c>), the first of these that says something. Those of agencies are files in <see cref="Data"/>.
/// </summary>
public sealed record SiloSettings
{
    private readonly bool? _demo;

    /// <summary>Where everything is kept; made when missing.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Which clustering and storage: <see cref="Development"/>, <see cref="Postgres"/> or <see cref="Azure"/>.</summary>
    public string Profile { get; init; } = Development;

    /// <summary>
    /// Whether a first start copies the agencies that ship and makes the demo's accounts; unless said, on one machine alone. In a cluster
    /// one node may be told to.
    /// </summary>
    public bool Demo
    {
        get => _demo ?? Profile == Development;
        init => _demo = value;
    }

    /// <summary>Whether the node serves citizens and staff itself; without, it is headless, and fronts of their own come to it.</summary>
    public bool Front { get; init; } = true;

    /// <summary><c>text</c> or <c>json</c>: how the log is written (<see cref="ConsoleLog"/>).</summary>
    public string LogFormat { get; init; } = "text";

    /// <summary>Where the keys are that every node of a cluster was given; <c>keys/master.json</c> in <see cref="Data"/> unless said.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name of a variable of the environment that holds the master keys, in the words of the file and in its place.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>How the node deals with data keys.</summary>
    public DataKeySettings DataKeys { get; init; } = new();

    /// <summary>The database of the profile <see cref="Postgres"/>.</summary>
    public PostgresSettings PostgreSql { get; init; } = new();

    /// <summary>The storage account of the profile <see cref="Azure"/>.</summary>
    public AzureStorageSettings AzureStorage { get; init; } = new();

    /// <summary>By what the nodes and fronts of a cluster know each other.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>Start over: first delete what Muster made in <see cref="Data"/>.</summary>
    public bool Reset { get; init; }

    /// <summary>How often every queue is woken.</summary>
    public TimeSpan WakeEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop waits for what is under way.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A stop lets its readers go spread over so long, 0 to 25 s, and less than <see cref="StopPatience"/>; 0 where this is the only front.</summary>
    public TimeSpan DrainOver { get; init; }

    /// <summary>The profile of one machine.</summary>
    public const string Development = "Development";

    /// <summary>The profile of several machines that share a PostgreSQL database.</summary>
    public const string Postgres = "Postgres";

    /// <summary>The profile of several machines that share a storage account in Azure.</summary>
    public const string Azure = "Azure";

    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";
}
