using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>An account to be made.</summary>
/// <param name="UserName">1 to 64 of <c>a-z A-Z 0-9 . _ -</c>; compared without case.</param>
/// <param name="Password">8 to 200 characters.</param>
/// <param name="RealName">For administrators alone.</param>
/// <param name="Alias">The one name citizens see, unique in the agency (S43); 1 to 60 characters.</param>
/// <param name="Role">Any that staff may have.</param>
/// <param name="Queues">The queues they serve or watch; at least one for an agent.</param>
/// <param name="Capacity">The most conversations at once, 1 to 50.</param>
[GenerateSerializer, Immutable, Alias("muster.new-account")]
public sealed record NewAccount(
    string UserName,
    string Password,
    string RealName,
    string Alias,
    Role Role,
    ImmutableArray<string> Queues,
    int Capacity)
{
    /// <summary>What the register asks for; a start may leave it out, an administrator may not.</summary>
    [Id(0)] public Registration? Registration { get; init; }

    /// <summary>What they are good at, languages included; at most 40.</summary>
    [Id(1)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];
}

/// <summary>What is known of a member of staff besides how they sign in.</summary>
/// <param name="StaffId">Made up when the account was; never shown to citizens.</param>
[GenerateSerializer, Immutable, Alias("muster.staff-member")]
public sealed record StaffMember(
    string StaffId,
    string UserName,
    string Alias,
    Role Role,
    ImmutableArray<string> Queues,
    int Capacity)
{
    /// <summary>What they are good at, languages included.</summary>
    [Id(0)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>Queues they serve for a time, besides their own; some may have ended.</summary>
    [Id(1)] public ImmutableArray<AgentLoan> Loans { get; init; } = [];

    /// <summary>Queues they help in now, lent or by the settings; worked out when asked, never stored.</summary>
    [Id(2)] public ImmutableArray<string> HelpsIn { get; init; } = [];
}

/// <summary>A signed-in session.</summary>
/// <param name="Id">Random; part of the signed cookie.</param>
/// <param name="Until">When it ends by itself, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.staff-session")]
public sealed record StaffSession(string Id, StaffMember Member, DateTimeOffset Until)
{
    /// <summary>What it may do now.</summary>
    [Id(0)] public SessionState State { get; init; }

    /// <summary>Names the session to people; opens nothing.</summary>
    [Id(1)] public string Handle { get; init; } = "";

    /// <summary>Whether the account has a second factor.</summary>
    [Id(2)] public bool HasSecondFactor { get; init; }

    /// <summary>After how long without a sign of its user it locks itself; null for never.</summary>
    [Id(3)] public TimeSpan? LocksAfter { get; init; }

    /// <summary>Whether its device is trusted.</summary>
    [Id(4)] public bool IsTrusted { get; init; }

    /// <summary>What makes the device known from now on; only in the answer to the sign-in that trusted it.</summary>
    [Id(5)] public string? DeviceSecret { get; init; }

    /// <summary>Until when the device is trusted, UTC; with <see cref="DeviceSecret"/>.</summary>
    [Id(6)] public DateTimeOffset? DeviceUntil { get; init; }
}

/// <summary>Who serves a queue and how it hands out.</summary>
[GenerateSerializer, Immutable, Alias("muster.queue-staffing")]
public sealed record QueueStaffing(QueueSettings Settings, ImmutableArray<string> Agents)
{
    /// <summary>Outside its hours: nobody new can start, and who waits is served on.</summary>
    [Id(0)] public bool IsClosed { get; init; }

    /// <summary>Agents of other queues who help here.</summary>
    [Id(1)] public ImmutableArray<Helper> Helpers { get; init; } = [];

    /// <summary>The expert groups among its agents.</summary>
    [Id(2)] public ImmutableArray<ExpertGroup> Groups { get; init; } = [];
}

/// <summary>Where a conversation may be handed: the agency's agents, as colleagues see them.</summary>
[GenerateSerializer, Immutable, Alias("muster.staff-list")]
public sealed record StaffList(ImmutableArray<StaffMember> Members);
