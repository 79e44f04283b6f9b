using Muster.Agencies;
using Muster.Queues;

namespace Muster.WebFront.Api;

/// <summary>To whom a conversation was given, when, and why it was them (N12).</summary>
/// <param name="Assignments">Oldest first.</param>
internal sealed record WhyAnswer(IReadOnlyList<AssignmentAnswer> Assignments)
{
    public static WhyAnswer Of(AssignmentLog log) => new([.. log.Assignments.Select(AssignmentAnswer.Of)]);
}

/// <summary>One assignment.</summary>
/// <param name="Seq">The entry of the agent's joining.</param>
/// <param name="Agent">Their alias.</param>
/// <param name="Reason">Null for one from before reasons were stored.</param>
/// <param name="After">What had put it into that line: <c>started</c>, <c>transferred</c>, <c>not-taken</c>, <c>agent-lost</c> ...</param>
/// <param name="BeyondLimitBy">The agent had no room: the alias of the supervisor who gave it to them all the same; null for one within their limits.</param>
/// <param name="Taken">It was not given to them: they are a supervisor, and took it over.</param>
/// <param name="TakenFrom">The alias of whom they took it from; null for one that waited.</param>
internal sealed record AssignmentAnswer(int Seq, DateTimeOffset At, string Agent, string Queue, ReasonAnswer? Reason, string? After, string? BeyondLimitBy, bool Taken, string? TakenFrom)
{
    public static AssignmentAnswer Of(LoggedAssignment logged) =>
        new(logged.Seq, logged.At, logged.Alias, Spelling.Id(logged.Queue), logged.Reason is { } reason ? ReasonAnswer.Of(reason) : null, logged.After, logged.BeyondLimitBy, logged.IsTaken, logged.TakenFrom);
}

/// <summary>What the queue knew when it decided.</summary>
/// <param name="Assignment"><c>direct</c> or <c>offer</c>.</param>
/// <param name="Choice">The rule among those who could take it: <c>least-loaded</c>, <c>longest-idle</c> or <c>most-skilled</c>.</param>
/// <param name="CapacityPerAgent">The most of the queue's conversations one agent may hold; null where the account alone decides.</param>
/// <param name="Since">When the citizen started.</param>
/// <param name="Priority">The class; null is the ordinary one.</param>
/// <param name="HeadStartSeconds">How much earlier than it started it stood in the line.</param>
/// <param name="Skills">What its agent had to be good at, and how well; nothing where anybody would do.</param>
/// <param name="Waiting">How many waited, itself included.</param>
/// <param name="Before">Who stood before it and was not served then, by the reason.</param>
/// <param name="Candidates">The agents, the chosen one first.</param>
/// <param name="OtherCandidates">Agents beyond those.</param>
internal sealed record ReasonAnswer(
    DateTimeOffset At,
    string Assignment,
    string Choice,
    int? CapacityPerAgent,
    DateTimeOffset Since,
    string? Priority,
    double HeadStartSeconds,
    IReadOnlyDictionary<string, int> Skills,
    int Waiting,
    IReadOnlyDictionary<string, int> Before,
    IReadOnlyList<CandidateAnswer> Candidates,
    int OtherCandidates)
{
    public static ReasonAnswer Of(AssignmentReason reason)
    {
        var headStart = reason.Triage?.HeadStart ?? TimeSpan.Zero;
        return new ReasonAnswer(
            reason.At,
            reason.Assignment == AssignmentMode.Offer ? "offer" : "direct",
            Spelling.Of(reason.Choice),
            reason.CapacityPerAgent,
            new DateTimeOffset(reason.Order, TimeSpan.Zero) + headStart,
            reason.Triage?.Priority,
            headStart.TotalSeconds,
            Spelling.Of(reason.Skills),
            reason.Waiting,
            new SortedDictionary<string, int>(reason.Before.ToDictionary(those => those.Why, those => those.Count), StringComparer.Ordinal),
            [.. reason.Candidates.Select(agent => new CandidateAnswer(agent.Alias, agent.Free, agent.InUse, agent.InUseHere, agent.IdleSince, Spelling.Of(agent.Skills), agent.Why))],
            reason.OtherCandidates);
    }
}

/// <summary>An agent as the queue knew them.</summary>
/// <param name="InUseHere">How many of those in use are of the queue.</param>
/// <param name="Skills">Their levels in what was asked for.</param>
/// <param name="Why">Why not them: <c>not-available</c>, <c>full</c>, <c>being-given</c>, <c>for-one-agent</c>, <c>passed-over</c>, <c>needs-skill</c>, <c>queue-limit</c>; null for who could have taken it.</param>
internal sealed record CandidateAnswer(string Agent, int Free, int InUse, int InUseHere, DateTimeOffset IdleSince, IReadOnlyDictionary<string, int> Skills, string? Why);
