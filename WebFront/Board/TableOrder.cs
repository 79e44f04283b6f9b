using Muster.Agents;
using Muster.Queues;

namespace Muster.WebFront.Board;

/// <summary>By which column a table is ordered.</summary>
/// <param name="Column">Its name in the address.</param>
public readonly record struct TableOrder(string Column, bool IsDescending)
{
    /// <summary>As the address says; by the first column where it says nothing of this table.</summary>
    public static TableOrder Read(IQueryCollection query, string sort, string direction, string[] columns) =>
        new(columns.Contains(query[sort].ToString()) ? query[sort].ToString() : columns[0], query[direction] == "desc");

    /// <summary>The order by another column, or the other way round by the same.</summary>
    public TableOrder By(string column) => new(column, column == Column && !IsDescending);

    public IEnumerable<T> Of<T>(IEnumerable<T> rows, Func<T, string> name, Func<T, double> value, string byName)
    {
        if (Column == byName)
            return IsDescending ? rows.OrderByDescending(name, StringComparer.CurrentCulture) : rows.OrderBy(name, StringComparer.CurrentCulture);
        return (IsDescending ? rows.OrderByDescending(value) : rows.OrderBy(value)).ThenBy(name, StringComparer.CurrentCulture);
    }
}

/// <summary>The queues' table.</summary>
public static class QueueTable
{
    private const string ByName = "queue";

    public static readonly string[] Columns = [ByName, "waiting", "oldest", "wait", "held", "available", "level", "abandoned", "refused", "occupancy"];

    public static IEnumerable<QueueNow> By(this IEnumerable<QueueNow> queues, TableOrder order) =>
        order.Of(queues, queue => queue.Settings.Name, queue => Value(queue, order.Column), ByName);

    private static double Value(QueueNow queue, string column) => column switch
    {
        "waiting" => queue.Board?.Waiting ?? -1,
        "oldest" => queue.Board?.OldestSince is { } since ? -since.UtcTicks : double.MinValue,
        "wait" => queue.Wait?.High ?? double.MaxValue,
        "held" => queue.Board?.Held ?? -1,
        "available" => queue.Available ?? -1,
        "level" => queue.LastHour?.ServiceLevel ?? 2,
        "refused" => queue.LastHour?.Refused ?? -1,
        "occupancy" => queue.LastHour?.Occupancy ?? -1,
        _ => queue.LastHour?.Abandoned ?? -1,
    };
}

/// <summary>The agents' table.</summary>
public static class AgentTable
{
    private const string ByName = "agent";

    /// <summary>Presence first: whoever is there stands before whoever is not.</summary>
    public static readonly string[] Columns = ["presence", ByName, "load", "idle"];

    public static IEnumerable<AgentAvailability> By(this IEnumerable<AgentAvailability> agents, TableOrder order) =>
        order.Of(agents, agent => agent.Alias, agent => Value(agent, order.Column), ByName);

    /// <summary>Since when somebody who is available is without a chat; null for everybody else.</summary>
    public static DateTimeOffset? WithoutSince(this AgentAvailability agent) => agent is { Presence: Presence.Available, InUse: 0 } ? agent.IdleSince : null;

    private static double Value(AgentAvailability agent, string column) => column switch
    {
        "load" => agent.InUse,
        "idle" => agent.WithoutSince() is { } since ? -since.UtcTicks : double.MinValue,
        _ => agent.Presence == Presence.Offline ? double.MaxValue : (int)agent.Presence,
    };
}
