using System.Collections.Concurrent;
using Muster.Tests.Simulation.BetweenWrites;
using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Planted;

namespace Muster.Tests.Simulation;

/// <summary>
/// Whatever becomes of any single write of what people ask for (the process dies before or after it, it fails, it is stored and reported as
/// failed), the same request sent again ends well, and no promise is broken. Every write, not those that chance strikes.
/// </summary>
[Collection(SimulationRuns.Name)]
public sealed class CrashBetweenWritesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Operations => [.. Operation.All.Select(operation => operation.Name)];

    /// <summary>Mistakes that only a crash or a failing disk shows, and what then breaks.</summary>
    public static TheoryData<Type, string, string> Bugs => new()
    {
        { typeof(JoinsAfterTheJournal), "start", "nobody is forgotten" },
        { typeof(JoinsAfterTheJournal), "transfer to a queue", "nobody is forgotten" },
        { typeof(JoinsAfterTheJournal), "come back when nobody takes it", "nobody is forgotten" },
        { typeof(JoinsAfterTheJournal), "move by a supervisor", "nobody is forgotten" },
        { typeof(JoinsWithoutWaiting), "start", "nobody is forgotten" },
        { typeof(AcknowledgesBeforeStoring), "start", "nothing acknowledged is lost" },
        { typeof(KeepsSlotsInMemory), "assign", "capacity is kept" },
        { typeof(ReleasesBeforeTheJournal), "close by the agent", "capacity is kept" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void It_ends_well_whatever_becomes_of_any_write(string name)
    {
        foreach (var shape in Shape.All)
        {
            var play = new WriteByWrite(Operation.Named(name), shape);
            var (calm, writes) = play.Count();
            Assert.Empty(calm.Violations);
            Assert.InRange(writes.Count, 2, 50);

            var (points, broken) = StrikeAll(play, writes);

            output.WriteLine($"{name}, {shape}: {points} points at {writes.Count} writes: {string.Join(", ", writes)}");
            foreach (var (where, violation) in broken)
                output.WriteLine($"{where}: {violation}");
            Assert.Equal(writes.Count * WriteStrike.Kinds.Count, points);
            Assert.Empty(broken);
        }
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found_that_does_not_show_by_itself(Type bug, string name, string promise)
    {
        var play = new WriteByWrite(Operation.Named(name), Shape.All[0], (PlantedBug)Activator.CreateInstance(bug)!);
        var (calm, writes) = play.Count();
        Assert.DoesNotContain(calm.Violations, violation => violation.Promise == promise); // a look at every moment may see it coming

        var (_, broken) = StrikeAll(play, writes);

        var found = broken.FirstOrDefault(one => one.Violation.Promise == promise);
        Assert.True(found != default, string.Join("; ", broken));
        output.WriteLine($"{bug.Name} by {found.Where}: {found.Violation}");
    }

    private static (int Points, IReadOnlyList<(string Where, Violation Violation)> Broken) StrikeAll(WriteByWrite play, IReadOnlyList<string> writes)
    {
        var points = (from write in Enumerable.Range(1, writes.Count) from kind in WriteStrike.Kinds select (Write: write, Kind: kind)).ToList();
        var broken = new ConcurrentBag<(string Where, Violation Violation)>();
        Parallel.ForEach(points, point =>
        {
            var report = play.Strike(point.Write, point.Kind);
            Assert.Equal(writes[point.Write - 1], ((WriteStrike)report.Faults).Struck);
            foreach (var violation in report.Violations)
                broken.Add(($"{point.Kind} at write {point.Write}, {writes[point.Write - 1]}", violation));
        });
        return (points.Count, [.. broken.OrderBy(one => one.Where, StringComparer.Ordinal)]);
    }
}
