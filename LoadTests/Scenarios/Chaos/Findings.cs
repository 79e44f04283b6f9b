using Muster.LoadTests.Proof;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What a campaign found out.</summary>
/// <param name="Title">what was set up</param>
/// <param name="Ledger">what was told against what is stored and was shown</param>
/// <param name="Strikes">what was done, and what became of it</param>
/// <param name="Interruptions">what people felt</param>
/// <param name="Starts">conversations that were begun</param>
/// <param name="Line">who was served before whom</param>
/// <param name="People">there at once, talking or waiting</param>
/// <param name="Talkers">of them, who can talk at once; the others wait</param>
/// <param name="FewestTalking">of them, at any second</param>
/// <param name="BeganAt">nanoseconds of the loop's clock</param>
/// <param name="EndedAt">likewise</param>
/// <param name="Requests">that were made</param>
/// <param name="Failed">of them, that were lost or refused for now at the first attempt</param>
/// <param name="NotHealed">of them, that were so again at the second</param>
/// <param name="SentAgain">requests whose outcome was unknown</param>
/// <param name="Refused">429 and 503</param>
/// <param name="VotedOut">nodes the table called dead though nothing had struck them</param>
internal sealed record Findings(
    string Title,
    LedgerReport Ledger,
    IReadOnlyList<Strike> Strikes,
    Interruptions Interruptions,
    int Starts,
    WaitingOutcome Line,
    int People,
    int Talkers,
    int FewestTalking,
    long BeganAt,
    long EndedAt,
    long Requests,
    long Failed,
    long NotHealed,
    long SentAgain,
    long Refused,
    int VotedOut)
{
    public double PerSecond => Interruptions.PerSecond.Where(second => second.Key * 1_000_000_000 >= BeganAt).Sum(second => (long)second.Value) / ((EndedAt - BeganAt) / 1e9);

    public IReadOnlyList<Promise> Promises => Chaos.Promises.Of(this);

    public bool IsClean => Promises.All(promise => promise.IsKept);

    /// <summary>The longest that each of those who talk waited because of a strike: milliseconds, ascending.</summary>
    public IReadOnlyList<double> Felt(Strike strike) => Interruptions.Of(strike.At, [.. Strikes.Select(other => other.At)], People, Talkers);

    /// <summary>The share of people, over all strikes of these kinds, that waited no longer: milliseconds; null where there were none.</summary>
    public double? Percentile(double share, params StrikeKind[] kinds)
    {
        var felt = Strikes.Where(strike => kinds.Contains(strike.Kind)).SelectMany(Felt).Order().ToList();
        return felt.Count == 0 ? null : At(felt, share);
    }

    public static double At(IReadOnlyList<double> ascending, double share) => ascending[Math.Max(0, (int)Math.Ceiling(share * ascending.Count) - 1)];
}
