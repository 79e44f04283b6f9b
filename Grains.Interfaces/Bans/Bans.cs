using System.Collections.Immutable;

namespace Muster.Bans;

/// <summary>An agent who holds a conversation, or held it last, asks for it. The conversation's grain decides whether they may.</summary>
/// <param name="Days">1 to the agency's longest.</param>
/// <param name="Reason">For supervisors; not blank, at most 500 UTF-16 units.</param>
[GenerateSerializer, Immutable, Alias("muster.propose-ban")]
public sealed record ProposeBan(int Days, string Reason);

/// <summary>A proposal as the conversation passes it on.</summary>
/// <param name="Conversation">Its grain key.</param>
/// <param name="Area">The queue it was in.</param>
/// <param name="Session">The keyed hash of the browser's id.</param>
/// <param name="StaffId">Whose proposal it is.</param>
/// <param name="Alias">The same as others know them.</param>
[GenerateSerializer, Immutable, Alias("muster.ban-proposal")]
public sealed record BanProposal(
    string Conversation, string Reference, string Area, string Session, string StaffId, string Alias, int Days, string Reason);

/// <summary>A supervisor decides about a ban.</summary>
/// <param name="Id">The ban's.</param>
/// <param name="Alias">How others know who decides.</param>
[GenerateSerializer, Immutable, Alias("muster.decide-ban")]
public sealed record DecideBan(string Id, string Alias);

/// <summary>A ban as a supervisor sees it.</summary>
/// <param name="Id">32 of <c>0-9 a-f</c>.</param>
/// <param name="Conversation">The id of the conversation it comes from.</param>
/// <param name="Alias">Who proposed it.</param>
/// <param name="DecidedBy">The alias of who approved or refused it, or lifted it since.</param>
/// <param name="Until">When it ends by itself, UTC; null while it is only proposed or was refused.</param>
[GenerateSerializer, Immutable, Alias("muster.ban")]
public sealed record Ban(
    string Id,
    string Conversation,
    string Reference,
    string Area,
    string Alias,
    string Reason,
    int Days,
    DateTimeOffset ProposedAt,
    BanStatus Status,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? Until);

/// <summary>Where a ban stands.</summary>
public enum BanStatus
{
    /// <summary>Nobody has decided; it holds nobody back.</summary>
    Proposed,

    /// <summary>Approved and not over.</summary>
    InForce,

    /// <summary>A supervisor said no.</summary>
    Refused,

    /// <summary>A supervisor ended it before its time.</summary>
    Lifted,

    /// <summary>Over by itself: its time has passed, or nobody decided within two weeks.</summary>
    Expired,
}

/// <summary>A conversation that an agent ended for abuse.</summary>
/// <param name="Conversation">Its grain key.</param>
/// <param name="Area">The queue it was in.</param>
/// <param name="Alias">Who ended it.</param>
/// <param name="Reason">In their words.</param>
[GenerateSerializer, Immutable, Alias("muster.ended-for-abuse")]
public sealed record EndedForAbuse(string Conversation, string Reference, string Area, string Alias, string Reason, DateTimeOffset At);

/// <summary>What a supervisor may see.</summary>
[GenerateSerializer, Immutable, Alias("muster.ban-list")]
public sealed record BanList(ImmutableArray<Ban> Bans, ImmutableArray<EndedForAbuse> Ended);

/// <summary>A browser that may not start.</summary>
/// <param name="Session">The keyed hash of its id.</param>
/// <param name="Until">UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.banned-session")]
public sealed record BannedSession(string Session, DateTimeOffset Until);

/// <summary>All browsers that may not start.</summary>
[GenerateSerializer, Immutable, Alias("muster.bans-in-force")]
public sealed record BansInForce(ImmutableArray<BannedSession> Sessions);
