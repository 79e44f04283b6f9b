namespace Muster.Agencies;

/// <summary>Another queue of the agency whose agents help where people wait too long. They are lent, not the conversations: whose a conversation is does not change.</summary>
/// <param name="Queue">Whose agents.</param>
/// <param name="AfterSeconds">They are given conversations that have waited so long, 0 to 86,400.</param>
[GenerateSerializer, Immutable, Alias("muster.overflow")]
public sealed record Overflow(string Queue, int AfterSeconds);

/// <summary>An agent serves one more queue for a time.</summary>
/// <param name="Queue">The queue's id.</param>
/// <param name="Until">Then it ends by itself, UTC; what they hold by then stays theirs.</param>
[GenerateSerializer, Immutable, Alias("muster.agent-loan")]
public sealed record AgentLoan(string Queue, DateTimeOffset Until);

/// <summary>A supervisor of both lends an agent of one queue to another, or takes them back.</summary>
/// <param name="UserName">The agent's.</param>
/// <param name="Queue">One they do not serve already.</param>
/// <param name="Minutes">From now on, 1 to 10,080; 0 takes them back.</param>
[GenerateSerializer, Immutable, Alias("muster.lend-agent")]
public sealed record LendAgent(string UserName, string Queue, int Minutes)
{
    /// <summary>A week: what lasts longer is a change of the account.</summary>
    public const int MostMinutes = 10_080;
}

/// <summary>An agent who helps in a queue that is not theirs.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="AfterSeconds">They are given what has waited so long; 0 for whoever is lent.</param>
[GenerateSerializer, Immutable, Alias("muster.helper")]
public readonly record struct Helper(string StaffId, int AfterSeconds);
