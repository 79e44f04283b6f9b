namespace Muster.Tests.Simulation.Checking;

/// <summary>Whoever waits again waits with the age of the start, whatever brought them back.</summary>
public static class AgeKept
{
    /// <summary>Those who start in the same instant are told apart by single ticks.</summary>
    private const int MostApart = 10_000;

    public static IEnumerable<Violation> Check(History history) =>
        history.Stories.SelectMany(story => story.Started is { } started ? Check(story, started) : []);

    private static IEnumerable<Violation> Check(Story story, StoredFact started) =>
        from wait in story.Waits
        where wait.Queued.Ticket > (started.At - RoutingKept.HeadStart(story, wait)).UtcTicks + MostApart
        select new Violation("age is kept", $"{wait.Queued} has ticket {new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero):HH:mm:ss.fffffff}, but started at {started.At:HH:mm:ss.fffffff}");
}
