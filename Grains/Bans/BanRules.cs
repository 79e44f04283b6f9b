using Muster.Conversations;
using Muster.Identity;

namespace Muster.Bans;

/// <summary>What becomes of bans: never longer than was agreed, never by one person alone, never for ever (S90).</summary>
public static class BanRules
{
    /// <summary>Proposals and bans that are not over. A book that is full takes no more until some are decided or over.</summary>
    public const int MostOpen = 1_000;

    /// <summary>What is over, and conversations ended for abuse: the newest so many.</summary>
    public const int MostKept = 500;

    /// <summary>A proposal nobody decided is over then.</summary>
    public static readonly TimeSpan ProposalHolds = TimeSpan.FromDays(14);

    /// <summary>What is over is shown for so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public static BanStatus StatusAt(this Ban ban, DateTimeOffset now) => ban.Status switch
    {
        BanStatus.Proposed when now >= ban.ProposedAt + ProposalHolds => BanStatus.Expired,
        BanStatus.InForce when now >= ban.Until => BanStatus.Expired,
        var status => status,
    };

    /// <summary>Whether what an agent asks for can be asked for at all.</summary>
    public static bool IsWellFormed(this ProposeBan command, int longestDays) =>
        command.Days >= 1 && command.Days <= longestDays && IsReason(command.Reason);

    public static bool IsReason(string reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= ConversationLimits.LongestField;

    /// <summary>The open proposal or ban of the same conversation, or a new one beside the others.</summary>
    public static Outcome<BanChange> Propose(this BanBook book, BanProposal proposal, string id, DateTimeOffset now)
    {
        var conversation = GrainKey.IdOf(proposal.Conversation);
        if (book.Bans.FirstOrDefault(stored => stored.Ban.Conversation == conversation && stored.Ban.IsOpen(now)) is { } earlier)
            return new BanChange(book, earlier.Ban);
        if (book.Bans.Count(stored => stored.Ban.IsOpen(now)) >= MostOpen)
            return Refusal.SlowDown;

        var ban = new Ban(
            id, conversation, proposal.Reference, proposal.Area, proposal.Alias, proposal.Reason, proposal.Days, now, BanStatus.Proposed, null, null, null);
        var tidy = book.Tidy(now);
        return new BanChange(tidy with { Bans = tidy.Bans.Add(new StoredBan(ban, proposal.Session, proposal.StaffId)) }, ban);
    }

    public static BanBook With(this BanBook book, EndedForAbuse ended, DateTimeOffset now)
    {
        if (book.Ended.Any(earlier => earlier.Conversation == ended.Conversation))
            return book;

        var tidy = book.Tidy(now);
        return tidy with { Ended = [.. tidy.Ended.Add(ended).TakeLast(MostKept)] };
    }

    public static Outcome<BanChange> Approve(this BanBook book, Caller caller, DecideBan command, DateTimeOffset now) => book.Decide(
        caller, command, now, BanStatus.InForce, from: BanStatus.Proposed, ban => ban with { Until = now.AddDays(ban.Days) });

    public static Outcome<BanChange> Refuse(this BanBook book, Caller caller, DecideBan command, DateTimeOffset now) => book.Decide(
        caller, command, now, BanStatus.Refused, from: BanStatus.Proposed, ban => ban);

    public static Outcome<BanChange> Lift(this BanBook book, Caller caller, DecideBan command, DateTimeOffset now) => book.Decide(
        caller, command, now, BanStatus.Lifted, from: BanStatus.InForce, ban => ban);

    public static BanList For(this BanBook book, Caller caller, DateTimeOffset now) => new(
        [.. book.Bans.Where(stored => MaySee(caller, stored.Ban.Area)).Select(stored => stored.Ban.At(now)).Reverse()],
        [.. book.Ended.Where(ended => MaySee(caller, ended.Area)).Reverse()]);

    public static BansInForce InForce(this BanBook book, DateTimeOffset now) => new(
        [.. book.Bans.Where(stored => stored.Session is not null && stored.Ban.StatusAt(now) == BanStatus.InForce)
            .Select(stored => new BannedSession(stored.Session!, stored.Ban.Until!.Value))]);

    public static Ban At(this Ban ban, DateTimeOffset now) => ban with { Status = ban.StatusAt(now) };

    private static Outcome<BanChange> Decide(
        this BanBook book, Caller caller, DecideBan command, DateTimeOffset now, BanStatus to, BanStatus from, Func<Ban, Ban> with)
    {
        var stored = book.Bans.FirstOrDefault(stored => stored.Ban.Id == command.Id);
        if (stored is null || !MaySee(caller, stored.Ban.Area))
            return Refusal.NotFound;
        if (caller.StaffId == stored.ProposedBy)
            return Refusal.NotAllowed;
        if (stored.Ban.StatusAt(now) == to)
            return new BanChange(book, stored.Ban.At(now));
        if (stored.Ban.StatusAt(now) != from)
            return Refusal.InvalidRequest;

        var ban = with(stored.Ban) with { Status = to, DecidedBy = command.Alias, DecidedAt = now };
        var next = stored with { Ban = ban, DecidedBy = caller.StaffId, Session = to == BanStatus.InForce ? stored.Session : null };
        return new BanChange(book with { Bans = book.Bans.Replace(stored, next) }, ban);
    }

    private static bool MaySee(Caller caller, string area) => caller.Role == Role.Supervisor && caller.Areas.Contains(area);

    private static bool IsOpen(this Ban ban, DateTimeOffset now) => ban.StatusAt(now) is BanStatus.Proposed or BanStatus.InForce;

    /// <summary>Without what was over long ago, and without the browsers of whatever is over.</summary>
    private static BanBook Tidy(this BanBook book, DateTimeOffset now)
    {
        var open = book.Bans.Where(stored => stored.Ban.IsOpen(now));
        var over = book.Bans.Where(stored => !stored.Ban.IsOpen(now) && (stored.Ban.Until ?? stored.Ban.ProposedAt) + KeptFor > now)
            .TakeLast(MostKept)
            .Select(stored => stored with { Session = null });
        return new BanBook
        {
            Bans = [.. over.Concat(open).OrderBy(stored => stored.Ban.ProposedAt)],
            Ended = [.. book.Ended.Where(ended => ended.At + KeptFor > now)],
        };
    }
}

/// <summary>What a decision makes of the book, and of one ban in it.</summary>
public sealed record BanChange(BanBook Book, Ban Ban);
