using System.Collections.Immutable;

namespace Muster.Bans;

/// <summary>The bans of one agency, as stored; the oldest first.</summary>
public sealed record BanBook
{
    public ImmutableArray<StoredBan> Bans { get; init; } = [];

    /// <summary>Conversations ended for abuse.</summary>
    public ImmutableArray<EndedForAbuse> Ended { get; init; } = [];
}

/// <param name="Ban">As supervisors see it, but for its status, which time changes.</param>
/// <param name="Session">The keyed hash of the browser's id; null once it is of no use any more.</param>
/// <param name="ProposedBy">The staff id; who proposes does not decide.</param>
/// <param name="DecidedBy">The staff id.</param>
public sealed record StoredBan(Ban Ban, string? Session, string ProposedBy, string? DecidedBy = null);
