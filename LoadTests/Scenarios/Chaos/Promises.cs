using System.Globalization;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>Holds what was found against what a cluster promises. Those that a campaign did not try are left out.</summary>
internal static class Promises
{
    private static readonly TimeSpan OutAfterKill = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interruption = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstConversations = TimeSpan.FromSeconds(60);

    private static readonly StrikeKind[] InOrder = [StrikeKind.RestartNode, StrikeKind.RestartFront, StrikeKind.AddNode, StrikeKind.RemoveNode, StrikeKind.RotateKeys];

    public static IReadOnlyList<Promise> Of(Findings found)
    {
        var strikes = found.Strikes;
        List<Promise> promises =
        [
            new("Nothing acknowledged is lost, doubled or reordered", found.Ledger.IsClean, found.Ledger.ToString()),
            new(
                "Nobody loses a place in a line",
                found.Line.Lost == 0,
                Text($"{found.Line.Lost} of {found.Starts}; {found.Line.HeldUp} were held up by a process that was away, the longest {found.Line.Longest / 1e9:0.0} s")),
            new("No healthy node is voted out", found.VotedOut == 0, Text($"{found.VotedOut}")),
        ];

        var full = strikes.Where(strike => strike.IsOnAFullNode).ToList();
        if (full.Count > 0)
        {
            var least = full.Min(strike => strike.Share ?? 0);
            promises.Add(new("Each struck node held a tenth of all activations", least >= Striker.LeastShare, Text($"the least {least:P0}")));
        }

        var kills = strikes.Where(strike => strike.Kind == StrikeKind.KillNode).ToList();
        if (kills.Count > 0)
        {
            var longest = kills.Max(strike => strike.OutAfter ?? TimeSpan.MaxValue);
            promises.Add(new(
                "A killed node is out of the cluster within 5 s",
                longest <= OutAfterKill,
                longest == TimeSpan.MaxValue ? "one was not seen out" : Text($"the longest {longest.TotalSeconds:0.0} s")));
        }

        if (found.Percentile(0.99, StrikeKind.KillNode, StrikeKind.KillFront) is { } p99)
            promises.Add(new("99 of 100 people are interrupted by a kill for less than 10 s", p99 < Interruption.TotalMilliseconds, Text($"p99 {p99 / 1000:0.0} s")));

        var ends = strikes.Where(strike => strike.EndedInOrder is not null).ToList();
        if (ends.Count > 0)
            promises.Add(new("Whoever is told to stop ends with exit code 0 within 30 s", ends.All(end => end.EndedInOrder == true), Text($"{ends.Count(end => end.EndedInOrder == true)} of {ends.Count}")));

        foreach (var join in strikes.Where(strike => strike.Kind == StrikeKind.AddNode))
        {
            promises.Add(new(
                "A node that joins has new conversations within 60 s",
                join.FirstAfter <= FirstConversations,
                join.FirstAfter is { } first ? Text($"after {first.TotalSeconds:0.0} s; {join.Note}") : "none"));
        }

        if (strikes.Count > 0 && strikes.All(strike => InOrder.Contains(strike.Kind)))
        {
            promises.Add(new(
                "No request fails that one retry does not heal",
                found.NotHealed == 0,
                Text($"{found.Requests:N0} requests: {found.Failed:N0} failed once, {found.NotHealed:N0} of them again")));
        }

        return promises;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
