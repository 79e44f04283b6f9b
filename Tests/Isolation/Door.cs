using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Muster.Tests.Isolation;

/// <summary>A route as the isolation tests know it: one line of <see cref="Doors"/>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">As it is mapped.</param>
/// <param name="For">Whom it is for.</param>
/// <param name="Body">What is sent, made anew each time; the argument is an agency's id.</param>
internal sealed partial record Door(string Method, string Path, Audience For, Func<string, object?>? Body = null)
{
    private static readonly ImmutableArray<Way> OneWay = [new("")];

    /// <summary>What may get lost is answered alike, whether or not anybody hears of it.</summary>
    public bool IsNeverRefused { get; init; }

    /// <summary>A page of staff's: whoever is not signed in is sent to where one signs in.</summary>
    public bool IsPage { get; init; }

    /// <summary>Supervisors of the queue may do it, too, in a conversation that an agent has (S106).</summary>
    public bool IsForOverseers { get; init; }

    /// <summary>It tells by their ids what was done, and what somebody of the agency asked for in vain; no word of either.</summary>
    public bool TellsIds { get; init; }

    /// <summary>Not tried door by door, and why: which test tries it instead.</summary>
    public string? Apart { get; init; }

    /// <summary>The visitor who is let in, in the test that shows that it opens at all; where it is for several, the first of them that may.</summary>
    public string By { get; init; } = "the agent";

    /// <summary>The test that shows that it opens at all, where this needs a story of its own.</summary>
    public string? OpensIn { get; init; }

    /// <summary>The conversation that it opens for them; see <see cref="OpenHouse"/>.</summary>
    public string On { get; init; } = OpenHouse.Held;

    /// <summary>What is sent then, where it is something else.</summary>
    public Func<string, object?>? WelcomeBody { get; init; }

    public ImmutableArray<Way> Ways { get; init; } = OneWay;

    /// <summary>What the address names; null for nothing of anybody's.</summary>
    public string? Parameter => Parameters().Match(Path) is { Success: true } match ? match.Groups[1].Value : null;

    public bool IsRead => Method == "GET";

    public string At(string value) => Parameters().Replace(Path, Uri.EscapeDataString(value));

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\{\**(\w+)\}")]
    private static partial Regex Parameters();
}

/// <summary>One way to ask at a door.</summary>
/// <param name="Query">After the path.</param>
/// <param name="ShowsAll">Whether who may read is shown every word this way.</param>
/// <param name="Headers">More of them.</param>
internal sealed record Way(string Query, bool ShowsAll = true, params ImmutableArray<(string Name, string Value)> Headers);
