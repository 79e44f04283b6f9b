using System.Collections.Immutable;

namespace Muster.Auditing;

/// <summary>Which lines are wanted; what is null does not matter.</summary>
/// <param name="From">Not older, UTC.</param>
/// <param name="Until">Older than this, UTC.</param>
/// <param name="Actor">The actor's id, or role.</param>
/// <param name="Action">Exactly this.</param>
/// <param name="Subject">The subject's id, or <c>kind/id</c>, or kind.</param>
/// <param name="After">Only lines with a higher number; <see cref="AuditPage.Next"/> of the page before.</param>
/// <param name="Most">Lines in the answer, 1 to <see cref="AuditLimits.MostLines"/>.</param>
/// <param name="IsExport">It is taken away as a file, which is recorded as such.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-query")]
public sealed record AuditQuery(
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Actor,
    string? Action,
    string? Subject,
    long After,
    int Most,
    bool IsExport = false);

/// <summary>How much is asked for and answered at once.</summary>
public static class AuditLimits
{
    /// <summary>Lines in one answer.</summary>
    public const int MostLines = 500;

    /// <summary>Lines looked at for one answer; where more are to be looked at, the next page goes on.</summary>
    public const int MostLookedAt = 20_000;

    /// <summary>Days of which what staff did is counted at once.</summary>
    public const int MostDaysCounted = 31;

    /// <summary>Lines counted for that.</summary>
    public const int MostCounted = 100_000;

    /// <summary>What stands out is more than this many times what is usual,</summary>
    public const int OutlierTimes = 5;

    /// <summary>and at least this often: below it a handful of days says nothing about anybody.</summary>
    public const int OutlierLeast = 20;

    /// <summary>UTF-16 units of what somebody gives as the reason of an export, so that the line has room for its form.</summary>
    public const int LongestExportReason = 190;

    /// <summary>UTF-16 units of a reason, an id or a filter.</summary>
    public const int LongestText = 200;

    /// <summary>Whether a text can be the name of a part: <c>yyyy-MM-dd</c>, or <c>yyyy-MM-dd/n</c>.</summary>
    public static bool IsPart(string text) =>
        text.Length is >= 10 and <= 20
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _)
        && (text.Length == 10 || (text[10] == '/' && text.Length > 11 && text.AsSpan(11).IndexOfAnyExceptInRange('0', '9') < 0));

    /// <summary>Whether a text can be a hash: 64 of <c>0-9 a-f</c>.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>Lines found.</summary>
/// <param name="Next">Where the next page begins.</param>
/// <param name="IsComplete">There is nothing after <paramref name="Next"/> that could fit.</param>
/// <param name="Unreadable">Lines passed over because they cannot be read any more.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-page")]
public sealed record AuditPage(ImmutableArray<AuditEntry> Entries, long Next, bool IsComplete, int Unreadable);

/// <summary>A line of the log.</summary>
/// <param name="Number">From 1 without a gap, through all days.</param>
/// <param name="At">When, by the clock of the node that wrote it, UTC.</param>
/// <param name="Since">Where several are in one line, when the first of them was.</param>
/// <param name="Count">How many are in this line.</param>
/// <param name="Previous">The hash of the line before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 of this line, lower-case hex; what is hashed stands in docs/audit.md.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-entry")]
public sealed record AuditEntry(
    long Number,
    DateTimeOffset At,
    DateTimeOffset? Since,
    string Action,
    AuditActor Actor,
    AuditSubject Subject,
    string Outcome,
    string? Reason,
    int Count,
    string Previous,
    string Hash);

/// <summary>How the log stood once: kept outside, it proves later that nothing before it has been taken away.</summary>
[GenerateSerializer, Immutable, Alias("muster.audit-anchor")]
public sealed record AuditAnchor(long Number, string Hash);

/// <summary>What is to be checked.</summary>
/// <param name="From">The part to begin with (<see cref="AuditReport.Next"/>); null for the first.</param>
/// <param name="Expected">How the log stood once, from outside; null where nothing is known.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-check")]
public sealed record AuditCheck(string? From, AuditAnchor? Expected);

/// <summary>What a check came to.</summary>
/// <param name="Lines">Lines looked at.</param>
/// <param name="Head">How the log stands now: the last line.</param>
/// <param name="Findings">What is wrong, at most 100; empty where all is as it was written.</param>
/// <param name="Next">The part to go on with; null where the check is complete.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-report")]
public sealed record AuditReport(long Lines, AuditAnchor Head, ImmutableArray<AuditFinding> Findings, string? Next);

/// <summary>Something that is not as it was written.</summary>
/// <param name="Part">Where: a day, or the second or a later part of one, <c>yyyy-MM-dd/n</c>.</param>
/// <param name="Number">The line it was found at.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-finding")]
public sealed record AuditFinding(AuditFindingKind Kind, string Part, long Number);

/// <summary>What is wrong with a log.</summary>
public enum AuditFindingKind
{
    /// <summary>A line cannot be read: damaged, or its key is gone.</summary>
    Unreadable,

    /// <summary>A line does not have the number of its place: one before it was taken out, put in or moved.</summary>
    Misplaced,

    /// <summary>A line does not follow from the one before it: one of the two has been changed, or something between them taken out or put in.</summary>
    Unlinked,

    /// <summary>Lines that once stood at the end of a part are gone; the number is that of the first of them.</summary>
    Missing,

    /// <summary>A part holds more than when it was closed.</summary>
    Surplus,

    /// <summary>The last line of a part is not the one that it was closed with, or that was last known.</summary>
    Exchanged,

    /// <summary>The line with the number of the anchor is not the one it names, or is not there.</summary>
    OtherThanExpected,
}
