namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent as the agency knows them.</summary>
public sealed record Member(string StaffId, int Capacity, IReadOnlyList<string> Queues)
{
    /// <summary>A supervisor: no queue gives them anything, and they take what they want.</summary>
    public bool Oversees { get; init; }

    /// <summary>How well they know about pumps, 0 to 5.</summary>
    public int Pumps { get; init; }

    /// <summary>Queues that are not theirs and whose conversations they may be given once those have waited so many seconds.</summary>
    public IReadOnlyDictionary<string, int> Helps { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether they may be given any of its conversations.</summary>
    public bool Serves(string queue) => Queues.Contains(queue) || Helps.ContainsKey(queue);
}

/// <summary>How a queue gives, as its settings say.</summary>
/// <param name="AnybodyAfter">Seconds of waiting after which skills no longer matter; null for never.</param>
/// <param name="MostOfAgent">The most one agent may hold of it; null for their capacity.</param>
public sealed record RoutingOf(int? AnybodyAfter, int? MostOfAgent);
