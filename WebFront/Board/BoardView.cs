using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Sweeping;
using Muster.WebFront.Api;
using Muster.WebFront.Figures;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>What a supervisor sees of their queues at one moment.</summary>
/// <param name="At">When it was asked for, UTC.</param>
/// <param name="IsWall">For everybody in the room: nothing of a person on it.</param>
public sealed record BoardView(StaffMemberOf Staff, AgencySettings Agency, DateTimeOffset At, ImmutableArray<QueueNow> Queues, TableOrder Order, bool IsWall)
{
    /// <summary>The user names of those whom the reader may take out of work, by staff id.</summary>
    public IReadOnlyDictionary<string, string> Changeable { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the agents.</summary>
    public TableOrder AgentOrder { get; init; } = new(AgentTable.Columns[0], IsDescending: false);

    /// <summary>Each agent once, with the conversations of all queues.</summary>
    public ImmutableArray<AgentAvailability> Agents { get; } = [.. Queues.Select(queue => queue.Board).OfType<QueueBoard>().Agents()];

    /// <summary>How many agents have a conversation now, and how many each of them has on average; null where nobody has any.</summary>
    public (int Agents, double Each)? AtOnce =>
        Agents.Where(agent => agent.InUse > 0).ToList() is { Count: > 0 } busy ? (busy.Count, busy.Average(agent => agent.InUse)) : null;

    /// <summary>Whether the reader may look at the conversations behind the figures.</summary>
    public bool Opens => !IsWall && Staff.Caller.Role == Role.Supervisor;

    public IEnumerable<(QueueNow Queue, Alarm Alarm)> Alarms => from queue in Queues from alarm in queue.Alarms(At) select (queue, alarm);

    /// <summary>Promises that do not hold in the reader's queues: a defect.</summary>
    public ImmutableArray<SweepFinding> Findings { get; init; } = [];

    /// <summary>How many of each kind in which queue, by its name.</summary>
    public IEnumerable<(string Queue, SweepKind Kind, int Count)> Broken =>
        from finding in Findings
        group finding by (finding.Queue, finding.Kind) into same
        select (Agency.Queues.FirstOrDefault(queue => queue.Id == same.Key.Queue)?.Name ?? same.Key.Queue, same.Key.Kind, same.Count());

    /// <summary>Whether it loads itself again where there is no script.</summary>
    public bool IsRefreshed { get; init; }

    /// <summary>The address of this board, in another order or another form.</summary>
    public string Address(TableOrder? order = null, TableOrder? agents = null, bool? isWall = null, bool? isRefreshed = null) =>
        $"/board?sort={(order ?? Order).Column}&dir={((order ?? Order).IsDescending ? "desc" : "asc")}&agents={(agents ?? AgentOrder).Column}&agentsdir={((agents ?? AgentOrder).IsDescending ? "desc" : "asc")}{(isWall ?? IsWall ? "&wall=on" : "")}{(isRefreshed ?? IsRefreshed ? "&refresh=on" : "")}";

    public DateTimeOffset Local(DateTimeOffset at) => Agency.Local(at);
}

/// <summary>One queue on the board.</summary>
/// <param name="Board">Null where it could not be asked.</param>
/// <param name="IsOpen">Whether it takes conversations now.</param>
/// <param name="Quarters">The newest quarters of an hour; null where they could not be asked.</param>
public sealed record QueueNow(QueueSettings Settings, QueueBoard? Board, bool IsOpen, ImmutableArray<QuarterFigures>? Quarters)
{
    private const int QuartersOfAnHour = 4;

    /// <summary>Of the last four quarters of an hour, the running one among them.</summary>
    public QueueFigures? LastHour => Quarters is { } quarters
        ? QueueFigures.Of(quarters[Math.Max(0, quarters.Length - QuartersOfAnHour)..].Select(quarter => quarter.Figures), QueueFigures.ThresholdOf(Settings))
        : null;

    /// <summary>Of whoever comes now.</summary>
    public WaitPoint? Wait => Board?.WaitNow();

    public int? Available => Board?.Agents.Count(agent => agent.Presence == Presence.Available);

    /// <summary>Conversations that all who are available could take now.</summary>
    public int? Free => Board?.Agents.Where(agent => agent.Presence == Presence.Available).Sum(agent => agent.Free);

    /// <summary>The number that its words give.</summary>
    public int NumberOf(Alarm alarm) => alarm == Alarm.LifeAtRisk ? Board?.AtRisk ?? 0 : QueueFigures.ThresholdOf(Settings);

    public IEnumerable<Alarm> Alarms(DateTimeOffset now)
    {
        if (Board is null)
        {
            yield return Alarm.NotKnown;
            yield break;
        }

        if (Board.AtRisk > 0)
            yield return Alarm.LifeAtRisk;
        if (Board.Waiting > 0 && Available == 0)
            yield return Alarm.NobodyServes;
        if (Board.Outlook?.WhyNot == NoEstimate.Surge)
            yield return Alarm.Surge;
        if (IsOpen && Wait is { } wait && wait.Low > QueueFigures.ThresholdOf(Settings))
            yield return Alarm.BreachPredicted;
        if (Board.OldestSince is { } since && now - since > TimeSpan.FromSeconds(QueueFigures.ThresholdOf(Settings)))
            yield return Alarm.WaitsLong;
    }
}

/// <summary>What a supervisor should look at.</summary>
public enum Alarm
{
    /// <summary>In at least one of its conversations a life is in danger (A20).</summary>
    LifeAtRisk,

    /// <summary>The queue could not be asked.</summary>
    NotKnown,

    /// <summary>Somebody waits and no agent is available.</summary>
    NobodyServes,

    /// <summary>Far more people come than usual.</summary>
    Surge,

    /// <summary>Half of those who come now will wait longer than the service level, by the forecast (S37).</summary>
    BreachPredicted,

    /// <summary>Whoever waits longest waits longer than the service level.</summary>
    WaitsLong,
}
