namespace Muster.Agents;

/// <summary>The limits on agents.</summary>
public static class AgentLimits
{
    /// <summary>How long presence outlives the last call of the console.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The most conversations any account may hold at once.</summary>
    public const int MostCapacity = 50;

    /// <summary>The capacity of an account that names none (S10).</summary>
    public const int DefaultCapacity = 3;
}
