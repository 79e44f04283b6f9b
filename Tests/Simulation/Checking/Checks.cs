namespace Muster.Tests.Simulation.Checking;

/// <summary>Every promise, in the order in which a broken one explains most.</summary>
public static class Checks
{
    public static IReadOnlyList<Violation> Of(History history) =>
    [
        .. history.Surprises.Select(surprise => new Violation("no surprise", surprise)),
        .. Numbers.Check(history),
        .. Acknowledged.Check(history),
        .. SentOrder.Check(history),
        .. Streams.Check(history),
        .. CapacityKept.Check(history),
        .. AgeKept.Check(history),
        .. RoutingKept.Check(history),
        .. Leases.Check(history),
        .. NoReplies.Check(history),
        .. WaysBack.Check(history),
        .. Consults.Check(history),
        .. FairOrder.Check(history),
        .. NobodyIdle.Check(history),
        .. OnePlace.Check(history),
        .. AlwaysFound.Check(history),
        .. Figures.Check(history),
        .. WorkedTime.Check(history),
    ];
}
