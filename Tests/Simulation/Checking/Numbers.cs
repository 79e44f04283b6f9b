namespace Muster.Tests.Simulation.Checking;

/// <summary>Facts are numbered without a gap and follow each other as a conversation can go: one holder at a time, nothing after the close.</summary>
public static class Numbers
{
    public static IEnumerable<Violation> Check(History history) =>
        from story in history.Stories
        from fault in story.Faults
        select new Violation("stored facts make sense", fault);
}
