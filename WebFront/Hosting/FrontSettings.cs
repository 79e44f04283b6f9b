using System.Collections.Immutable;

namespace Muster.WebFront.Hosting;

/// <summary>
/// All settings of a front that is a process of its own, from the command line (<c>--keys FILE</c>), the environment (<c>Muster__Keys</c>) or a
/// settings file (<c>--settings FILE</c>), the first of these that says something. Where the nodes are stands under <c>Orleans</c>.
/// </summary>
public sealed record FrontSettings
{
    /// <summary>The file of keys that a node wrote.</summary>
    public string? Keys { get; init; }

    /// <summary>A stop lets its readers go spread over so long, 0 to 25 s.</summary>
    public TimeSpan DrainOver { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop may take altogether: longer than <see cref="DrainOver"/>, 1 s to 5 min.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The account that keeps the list of nodes, where <c>Orleans:Clustering:ProviderType</c> is <c>AzureTableStorage</c>.</summary>
    public AzureTableSettings AzureStorage { get; init; } = new();

    /// <summary>By what it and the nodes know each other.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary><c>text</c> or <c>json</c>: how the log is written (<see cref="ConsoleLog"/>).</summary>
    public string LogFormat { get; init; } = "text";

    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <exception cref="WrongSettingsException">One is missing or out of its range.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Keys))
            throw Wrong("Muster:Keys", "is missing: name the file keys/front.json that a node wrote, with --keys FILE");
        StopSettings.Check(DrainOver, StopPatience);
        if (Tls.Problems().ToImmutableArray() is { IsEmpty: false } problems) throw new WrongSettingsException("settings", problems);
    }

    private static WrongSettingsException Wrong(string field, string message) => new("settings", [new(field, message)]);
}
