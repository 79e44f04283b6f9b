namespace Muster.Tests.Simulation.Checking;

/// <summary>Whoever waits again waits with the age of the start, whatever brought them back.</summary>
public static class AgeKept
{
    /// <summary>Those who start in the same instant are told apart by single ticks.</summary>
    private const int MostApart = 10_000;

    /// <summary>The place in the line is taken before the start is stored; between the two lies one write, or several where it was tried again.</summary>
    public static IEnumerable<Violation> Check(History history) =>
        from story in history.Stories
        where story.Waits.Count > 0
        let started = story.Started!.At.UtcTicks
        from wait in story.Waits
        where wait.Queued.Ticket > started + MostApart
        select new Violation("age is kept", $"{wait.Queued} has ticket {new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero):HH:mm:ss.fffffff}, but started at {story.Started.At:HH:mm:ss.fffffff}");
}
