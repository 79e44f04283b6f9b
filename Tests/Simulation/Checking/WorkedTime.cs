using System.Globalization;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// The stored time of agents is no more than they had: each minute of the clock counts once for each of a queue's agents, whichever process told of it. Where nothing
/// strikes, it is what the conversations say of who held them, too.
/// </summary>
public static class WorkedTime
{
    private const int Staffed = 17;
    private const int Handling = 18;
    private const int Holding = 19;
    private const int Minute = 60_000;

    /// <summary>Between a fact and the agent's hearing of it; after a lapsed lease, until what they held is given back.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static IEnumerable<Violation> Check(History history)
    {
        foreach (var quarter in (history.Told ?? []).GroupBy(figure => (figure.Queue, figure.Quarter)))
        {
            var start = DateTimeOffset.ParseExact(quarter.Key.Quarter, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var end = history.EndedAt < start + Quarter ? history.EndedAt : start + Quarter;
            var agents = history.Staff.Where(member => member.Queues.Contains(quarter.Key.Queue)).ToList();
            foreach (var figure in quarter.Where(figure => figure.What is Staffed or Handling or Holding)) // the others are told by fronts
            {
                if (figure.Number > agents.Count * Math.Ceiling((end - start).TotalMinutes) || figure.Milliseconds > MostOf(history, figure, agents))
                    yield return new Violation("each minute of an agent counts once", $"{figure} of {agents.Count} agents until {end:HH:mm:ss}");
            }

            if (history.IsCalm && history.IsAtRest && Differs(quarter.FirstOrDefault(figure => figure.What == Holding)?.Milliseconds ?? 0, Held(history, agents, start, end)) is { } difference)
                yield return new Violation("the time of agents is what they did", $"{quarter.Key.Queue}, {quarter.Key.Quarter}: {difference}");
        }
    }

    /// <summary>At once an agent has what they have room for, and what supervisors gave them on top.</summary>
    private static long MostOf(History history, StoredFigure figure, List<Member> agents) =>
        (long)figure.Number * Minute * (figure.What == Holding ? agents.Max(agent => agent.Capacity + OnTop(history, agent)) : 1);

    private static int OnTop(History history, Member agent) =>
        history.Stories.SelectMany(story => story.Tenures).Count(tenure => tenure.StaffId == agent.StaffId && tenure.Joined.IsBeyondLimit);

    /// <summary>What of each tenure lies in the quarter.</summary>
    private static List<TimeSpan> Held(History history, List<Member> agents, DateTimeOffset start, DateTimeOffset end) =>
    [
        .. history.Stories.SelectMany(story => story.Tenures)
            .Where(tenure => agents.Exists(agent => agent.StaffId == tenure.StaffId))
            .Select(tenure => new[] { tenure.Until, end }.Min() - new[] { tenure.From, start }.Max())
            .Where(held => held > TimeSpan.Zero),
    ];

    private static string? Differs(long stored, List<TimeSpan> held)
    {
        var (all, slack) = (held.Sum(one => one.TotalMilliseconds), held.Count * Slack.TotalMilliseconds);
        return Math.Abs(stored - all) > slack ? $"stored are {stored} ms, and held was {all} ms in {held.Count} tenures" : null;
    }
}
