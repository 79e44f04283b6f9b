#if ENGINE_EMBEDDED
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Auditing;
using Muster.Tests.Support;

namespace Muster.Tests.Auditing;

/// <summary>A log of a few days, and somebody who can change what is stored of it. Its hashes are made here again, from docs/audit.md alone.</summary>
internal sealed class WrittenLog
{
    public const string Agency = "demo";

    private readonly HandMovedClock _clock = new();
    private readonly KeptBook _book = new();
    private AuditLog _log;

    public WrittenLog() => _log = Opened();

    public AuditMemory Memory { get; } = new();

    public AuditBook Book => _book.Stored;

    public AuditAnchor Head => new(_log.Head.Number, _log.Head.Hash);

    /// <summary>The stored lines of each part, as JSON, in order.</summary>
    public IReadOnlyList<List<string>> Parts => [.. Book.Parts.Select(part => Memory.Of(AuditBook.JournalOf(Agency, part.Name)))];

    public static async Task<WrittenLog> Of(IEnumerable<int> linesADay)
    {
        var log = new WrittenLog();
        await log._log.Open();
        foreach (var (day, lines) in linesADay.Index())
        {
            if (day > 0)
                log._clock.Advance(TimeSpan.FromDays(1));
            await log.Add(lines);
        }

        return log;
    }

    public async Task Add(int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            var audited = new AuditEvent(
                AuditAction.ConversationRead, new AuditActor("supervisor", Agency, "staff-ä1"), new AuditSubject(AuditSubjectKind.Conversation, $"c-{line}"), Reason: line % 2 == 0 ? null : "a, \"reason\"");
            await _log.Append([new AuditDraft(audited, _clock.GetUtcNow(), line % 3 == 0 ? _clock.GetUtcNow().AddSeconds(-5) : null)]);
        }
    }

    public Task AddAtOnce(int lines) => _log.Append(
        [.. Enumerable.Range(0, lines).Select(_ => new AuditDraft(new AuditEvent(AuditAction.SignIn, AuditActor.System(Agency), AuditSubject.Account("a")), _clock.GetUtcNow(), null))]);

    public Task TellBook() => _log.TellBook();

    /// <summary>Another process takes over.</summary>
    public async Task Reopen()
    {
        await _book.ReadStateAsync();
        _log = Opened();
        await _log.Open();
    }

    /// <summary>As somebody checks who has the storage alone, and perhaps a line written down outside.</summary>
    public Task<AuditReport> Verify(AuditAnchor? expected = null) => new AuditVerification(Memory, Agency, Book).Run(new AuditCheck(null, expected));

    /// <summary>As the grain checks that writes it.</summary>
    public Task<AuditReport> VerifyAlive() => new AuditVerification(Memory, Agency, Book).Run(new AuditCheck(null, null), _log.OpenPart);

    /// <summary>The hash of a stored line, as docs/audit.md says it is made.</summary>
    public static string HashOf(string json)
    {
        var line = JsonNode.Parse(json)!;
        var text = "muster-audit,";
        foreach (var field in (string[])["form", "", "number", "at", "since", "action", "role", "actorAgency", "actor", "kind", "subject", "outcome", "reason", "count", "previous"])
            text += Spell(field.Length == 0 ? Agency : field is "at" or "since" ? Moment(line[field]) : line[field]?.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public static string With(string json, string field, JsonNode? value)
    {
        var line = JsonNode.Parse(json)!;
        line[field] = value;
        return line.ToJsonString();
    }

    private static string Spell(string? value) => value is null ? "~," : $"{Encoding.UTF8.GetByteCount(value)}:{value},";

    private static string? Moment(JsonNode? moment) =>
        moment is null ? null : DateTimeOffset.Parse(moment.ToString(), CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private AuditLog Opened() => new(Memory, _book, Agency, _clock, NullLogger.Instance);
}
#endif
