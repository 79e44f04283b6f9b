using System.Globalization;
using System.Text;
using Muster.Tests.Simulation.Planted;

namespace Muster.Tests.Simulation;

/// <summary>A failing seed once more, with every decision in words: the same seed gives the same run.</summary>
public static class Replay
{
    private const int Tail = 60;

    /// <summary>Where to write the whole trace.</summary>
    private static readonly string? Path = Environment.GetEnvironmentVariable("MUSTER_TRACE");

    public static string Of(Scenario scenario, PlantedBug? planted = null)
    {
        using var file = Path is null ? null : new StreamWriter(Path);
        var tail = new Queue<string>();
        var report = Run.Of(scenario, planted, line =>
        {
            file?.WriteLine(line);
            tail.Enqueue(line);
            if (tail.Count > Tail)
                tail.Dequeue();
        });

        var (small, large, lengthy) = scenario.IsLarge ? (0, 1, 0) : scenario.IsLengthy ? (0, 0, 1) : (1, 0, 0);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {scenario.Seed} ({scenario.Weather}), trace {report.Trace:x16}. Again: MUSTER_LARGE={large} MUSTER_LENGTHY={lengthy} MUSTER_TRACE=/tmp/trace.txt ./test simulate --seeds {small} --from {scenario.Seed}");
        foreach (var violation in report.Violations.Take(10))
            text.AppendLine("  " + violation);
        text.AppendLine("  The last decisions:");
        foreach (var line in tail)
            text.AppendLine("    " + line);
        return text.ToString();
    }
}
