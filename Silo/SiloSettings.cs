namespace Muster.Silo;

/// <summary>
/// All settings of a node, from the command line (<c>--data DIR</c>) or the environment (<c>Muster__Data</c>). Those of agencies are
/// files in <see cref="Data"/>.
/// </summary>
public sealed record SiloSettings
{
    /// <summary>Where everything is kept; made when missing.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Which clustering and storage; one machine is the only one so far.</summary>
    public string Profile { get; init; } = Development;

    /// <summary>Whether a first start copies the agencies that ship and makes the demo's accounts.</summary>
    public bool Demo { get; init; } = true;

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

    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";
}
