using System.Collections.Immutable;
using System.Globalization;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Auditing;

/// <summary>What becomes a line, and who may read them.</summary>
public static class AuditRules
{
    /// <summary>What repeats itself within this is one line.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Different failures and refusals that have lines of their own within <see cref="Together"/>; those beyond are counted in one, without who and
    /// what. So an attacker writes 30,000 lines a day at most, whatever they try.
    /// </summary>
    public const int MostApart = 20;

    /// <summary>Whether it may come as often as an attacker likes.</summary>
    public static bool Repeats(this AuditEvent audited) => audited.Outcome != AuditOutcome.Done || audited.Action is AuditAction.SignInFailed or AuditAction.Refused;

    /// <summary>As it may be stored: ids and reasons bounded, and no identifier in what somebody gave as a reason.</summary>
    /// <exception cref="ArgumentException">The action is none: a mistake of the caller's, who must find it in a test.</exception>
    public static AuditEvent Clean(this AuditEvent audited)
    {
        if (!IsName(audited.Action) || !IsName(audited.Outcome) || !IsName(audited.Subject.Kind) || audited.Count < 1)
            throw new ArgumentException($"Nothing to be recorded: {audited.Action} ({audited.Outcome}) of {audited.Subject.Kind}, {audited.Count} times.", nameof(audited));

        return audited with
        {
            Actor = new AuditActor(Bounded(audited.Actor.Role)!, Bounded(audited.Actor.Agency)!, Bounded(audited.Actor.Id)),
            Subject = audited.Subject with { Id = Bounded(audited.Subject.Id) },
            Reason = Bounded(Redaction.Clean(audited.Reason)),
        };
    }

    /// <summary>For whom it is counted where there are too many different ones: what was done alone.</summary>
    public static AuditEvent WithoutDetails(this AuditEvent audited, string agency) => audited with
    {
        Actor = AuditActor.Nobody(agency),
        Subject = audited.Subject with { Id = null },
        Reason = "several",
        Count = 1,
    };

    /// <summary>Null where they may; deny by default.</summary>
    public static Refusal? MaySearch(Caller caller, string agency) =>
        caller.Agency != agency ? Refusal.NotFound : caller.Role != Role.Auditor ? Refusal.NotAllowed : null;

    /// <summary>Null where they may.</summary>
    public static Refusal? MayVerify(Caller caller, string agency) =>
        caller.Role == Role.System && caller.Agency == agency ? null : MaySearch(caller, agency);

    public static bool IsWellFormed(this AuditQuery query) =>
        query.After >= 0
        && query.Most is >= 1 and <= AuditLimits.MostLines
        && (query.From is null || query.Until is null || query.From < query.Until)
        && IsShort(query.Actor) && IsShort(query.Action) && IsShort(query.Subject);

    public static bool Fits(this AuditQuery query, AuditLine line) =>
        line.Number > query.After
        && (query.From is null || line.At >= query.From)
        && (query.Until is null || line.At < query.Until)
        && (query.Actor is null || line.Actor == query.Actor || line.Role == query.Actor)
        && (query.Action is null || line.Action == query.Action)
        && (query.Subject is null || line.Subject == query.Subject || line.Kind == query.Subject || $"{line.Kind}/{line.Subject}" == query.Subject);

    /// <summary>
    /// The parts in which something may fit. A line stands in the part of its day, or in a later day's if another node's clock is ahead; so the
    /// first days are passed over and none after them.
    /// </summary>
    public static ImmutableArray<AuditPart> PartsFor(this AuditBook book, AuditQuery query) =>
    [
        .. book.Parts
            .Where(part => part == book.Open || part.First + part.Count > query.After + 1)
            .Where(part => query.From is not { } from || part.Day >= DateOnly.FromDateTime(from.UtcDateTime)),
    ];

    /// <summary>What an auditor looked for, as a line says it.</summary>
    public static string Told(this AuditQuery query) => string.Join(' ', new[]
    {
        query.From is { } from ? $"from={from.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)}" : null,
        query.Until is { } until ? $"to={until.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)}" : null,
        query.Actor is { } actor ? $"actor={actor}" : null,
        query.Action is { } action ? $"action={action}" : null,
        query.Subject is { } subject ? $"subject={subject}" : null,
    }.OfType<string>());

    private static bool IsName(string text) => text.Length is >= 1 and <= 40 && text.All(letter => letter is (>= 'a' and <= 'z') or '-');

    private static bool IsShort(string? text) => text is null or { Length: >= 1 and <= AuditLimits.LongestText };

    private static string? Bounded(string? text)
    {
        if (text is null)
            return null;

        // No half of a pair of surrogates: it would not be read back as it was hashed.
        var clean = string.Concat(text.EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) ? " " : rune.ToString()));
        if (clean.Length <= AuditLimits.LongestText)
            return clean;
        var length = char.IsHighSurrogate(clean[AuditLimits.LongestText - 1]) ? AuditLimits.LongestText - 1 : AuditLimits.LongestText;
        return clean[..length];
    }
}
