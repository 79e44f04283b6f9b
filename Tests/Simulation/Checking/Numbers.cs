namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Facts are numbered without a gap and follow each other as a conversation can go: one holder at a time, nothing after the close. A
/// snapshot covers none that is not stored.
/// </summary>
public static class Numbers
{
    public static IEnumerable<Violation> Check(History history) =>
        [.. Senseless(history), .. Early(history)];

    private static IEnumerable<Violation> Senseless(History history) =>
        from story in history.Stories
        from fault in story.Faults
        select new Violation("stored facts make sense", fault);

    private static IEnumerable<Violation> Early(History history) =>
        from snapshot in history.Snapshots
        let stored = history.StoryOf(snapshot.Key)?.Facts.Count ?? 0
        where snapshot.Value > stored
        select new Violation("a snapshot covers what is stored", $"that of {snapshot.Key} covers {snapshot.Value} facts, and {stored} are stored");
}
