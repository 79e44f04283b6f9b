namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What is to strike, how often; the same seed gives the same order.</summary>
/// <param name="Kills">SIGKILLs, of which one in five strikes a front</param>
/// <param name="Freezes">SIGSTOPs of nodes</param>
/// <param name="DatabaseRestarts">of PostgreSQL</param>
/// <param name="Restarts">SIGTERMs of nodes</param>
/// <param name="Delays">of all that a node sends and gets</param>
/// <param name="Cuts">of a node from the other nodes</param>
/// <param name="DatabaseCuts">of a node from PostgreSQL</param>
internal sealed record Plan(int Kills, int Freezes, int DatabaseRestarts, int Restarts, int Delays, int Cuts, int DatabaseCuts)
{
    public IReadOnlyList<StrikeKind> Shuffled(Random random)
    {
        var strikes = Enumerable.Range(0, Kills).Select(kill => kill % 5 == 4 ? StrikeKind.KillFront : StrikeKind.KillNode)
            .Concat(Enumerable.Repeat(StrikeKind.FreezeNode, Freezes))
            .Concat(Enumerable.Repeat(StrikeKind.RestartDatabase, DatabaseRestarts))
            .Concat(Enumerable.Repeat(StrikeKind.RestartNode, Restarts))
            .Concat(Enumerable.Repeat(StrikeKind.DelayNode, Delays))
            .Concat(Enumerable.Repeat(StrikeKind.CutNode, Cuts))
            .Concat(Enumerable.Repeat(StrikeKind.CutDatabase, DatabaseCuts))
            .ToArray();
        random.Shuffle(strikes);
        return strikes;
    }

    /// <summary>Nothing fails here: every node and then every front is replaced in turn, a node joins, and leaves again.</summary>
    public static IReadOnlyList<StrikeKind> Rolling(int nodes, int fronts) =>
    [
        .. Enumerable.Repeat(StrikeKind.RestartNode, nodes),
        .. Enumerable.Repeat(StrikeKind.RestartFront, fronts),
        StrikeKind.AddNode,
        StrikeKind.RemoveNode,
    ];

    /// <summary>In the order in which they are named, with commas between.</summary>
    /// <exception cref="ArgumentException">names that are none</exception>
    public static IReadOnlyList<StrikeKind> Scripted(string names) =>
    [
        .. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
            Enum.GetNames<StrikeKind>().Contains(name)
                ? Enum.Parse<StrikeKind>(name)
                : throw new ArgumentException($"'{name}' is no strike: {string.Join(", ", Enum.GetNames<StrikeKind>())}")),
    ];

    /// <summary>Whether it takes a network of the tool's own.</summary>
    public static bool NeedsLinks(IReadOnlyList<StrikeKind> strikes) =>
        strikes.Any(strike => strike is StrikeKind.DelayNode or StrikeKind.CutNode or StrikeKind.CutDatabase);
}
