using Muster.Queues;

namespace Muster.WebFront.Api;

/// <summary>Whoever serves several queues is on several boards.</summary>
internal static class AgentsOnBoards
{
    /// <summary>Each agent once, as they were last heard of.</summary>
    public static IEnumerable<AgentAvailability> Agents(this IEnumerable<QueueBoard> boards) =>
        boards.SelectMany(board => board.Agents).GroupBy(agent => agent.StaffId).Select(same => same.MaxBy(agent => agent.Version)!);
}
