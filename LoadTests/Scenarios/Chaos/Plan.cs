namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What is to strike, in which order; the same seed gives the same plan.</summary>
/// <param name="Kills">SIGKILLs, of which about one in five strikes a front</param>
/// <param name="Freezes">SIGSTOPs of nodes</param>
/// <param name="DatabaseRestarts">of PostgreSQL</param>
/// <param name="Restarts">SIGTERMs of nodes</param>
internal sealed record Plan(int Kills, int Freezes, int DatabaseRestarts, int Restarts)
{
    public int Count => Kills + Freezes + DatabaseRestarts + Restarts;

    public IReadOnlyList<StrikeKind> Shuffled(Random random)
    {
        List<StrikeKind> strikes =
        [
            .. Enumerable.Range(0, Kills).Select(kill => kill % 5 == 4 ? StrikeKind.KillFront : StrikeKind.KillNode),
            .. Enumerable.Repeat(StrikeKind.FreezeNode, Freezes),
            .. Enumerable.Repeat(StrikeKind.RestartDatabase, DatabaseRestarts),
            .. Enumerable.Repeat(StrikeKind.RestartNode, Restarts),
        ];
        var shuffled = strikes.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
