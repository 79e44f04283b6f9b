using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>The audit log of the signed-in auditor's agency. The agency's grain decides again who may read it, and records that it was read.</summary>
internal sealed class AuditEndpoints(Gate gate, IGrainFactory grains)
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("audit", gate.Staff(Search, Role.Auditor), "Lines of the audit log, oldest first; for auditors.",
            operation => operation.ForStaff(isRestricted: true)
                .Asks("from", "Not older: a date and time with its offset, as 2026-11-22T08:00:00Z.")
                .Asks("to", "Older than this.")
                .Asks("actor", "A staff id, or a role.")
                .Asks("action", "One of the actions that docs/audit.md lists.")
                .Asks("subject", "An id, a kind, or kind/id.")
                .Asks("after", "Only lines with a higher number: next of the page before.")
                .Asks("most", "Lines in the answer, 1 to 500; 100 without it.")
                .Asks("format", "json (the default) or csv; a csv tells in the header Muster-Next where to go on, where there is more.")
                .Answers<AuditAnswer>()
                .AnswersText("text/csv", "A line each, with a heading."));
        routes.Post("audit/verification", gate.Staff(Verify, Role.Auditor), "Whether the lines still are what was written; for auditors.",
            operation => operation.ForStaff(isRestricted: true).Takes<AuditVerificationBody>(isOptional: true).Answers<AuditVerificationAnswer>());
    }

    private async Task Search(HttpContext http, StaffMemberOf staff)
    {
        var (query, wrong) = Read(http.Request.Query);
        if (query is null)
        {
            await http.RefuseField(wrong);
            return;
        }

        var outcome = await Log(staff).Search(staff.Caller, query);
        await (!outcome.IsDone ? http.Refuse(outcome.Refusal.Value)
            : query.IsExport ? WriteCsv(http, outcome.Value)
            : Answer.Write(http, Of(outcome.Value), ApiJson.Default.AuditAnswer));
    }

    private async Task Verify(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.ReadOr(http, ApiJson.Default.AuditVerificationBody, new AuditVerificationBody()) is not { } body)
            return;

        if (WrongField(body) is { } field)
        {
            await http.RefuseField(field);
            return;
        }

        var expected = body.Number is { } number ? new AuditAnchor(number, body.Hash!) : null;
        var outcome = await Log(staff).Verify(staff.Caller, new AuditCheck(body.From, expected));
        await (outcome.IsDone
            ? Answer.Write(http, Of(outcome.Value), ApiJson.Default.AuditVerificationAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private IAuditGrain Log(StaffMemberOf staff) => grains.GetGrain<IAuditGrain>(staff.Agency);

    /// <summary>What is asked for, or the name of what is wrong.</summary>
    private static (AuditQuery? Query, string Wrong) Read(IQueryCollection asked)
    {
        var format = asked["format"];
        var (from, to) = (AskedMoment.Of(asked["from"]), AskedMoment.Of(asked["to"]));
        var (after, most) = (Number(asked["after"], 0), Number(asked["most"], 100));
        var wrong = from is null && asked.ContainsKey("from") ? "from"
            : to is null && asked.ContainsKey("to") ? "to"
            : from >= to ? "to"
            : Array.Find(["actor", "action", "subject"], name => !IsText(asked[name]))
            ?? (after is null or < 0 ? "after"
            : most is null or < 1 or > AuditLimits.MostLines ? "most"
            : format.Count > 1 || (string?)format is not (null or "json" or "csv") ? "format"
            : null);
        return wrong is not null ? (null, wrong) : (new AuditQuery(from, to, asked["actor"], asked["action"], asked["subject"], after!.Value, (int)most!.Value, format == "csv"), "");
    }

    private static bool IsText(StringValues text) => text.Count == 0 || (text.Count == 1 && text[0] is { Length: >= 1 and <= AuditLimits.LongestText });

    private static long? Number(StringValues text, long without) =>
        text.Count == 0 ? without
        : text.Count == 1 && long.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? WrongField(AuditVerificationBody body) =>
        body.From is { } from && !AuditLimits.IsPart(from) ? "from"
        : body.Number is < 1 || (body.Number is null && body.Hash is not null) ? "number"
        : (body.Number is null) != (body.Hash is null) || body.Hash is { } hash && !AuditLimits.IsHash(hash) ? "hash"
        : null;

    private static AuditAnswer Of(AuditPage page) => new([.. page.Entries.Select(Of)], page.Next, page.IsComplete, page.Unreadable);

    private static AuditLineAnswer Of(AuditEntry entry) => new(
        entry.Number,
        entry.At,
        entry.Since,
        entry.Action,
        entry.Actor.Role,
        entry.Actor.Agency,
        entry.Actor.Id,
        entry.Subject.Kind,
        entry.Subject.Id,
        entry.Outcome,
        entry.Reason,
        entry.Count,
        entry.Previous,
        entry.Hash);

    private static AuditVerificationAnswer Of(AuditReport report) => new(
        report.Lines,
        report.Head.Number,
        report.Head.Hash,
        [.. report.Findings.Select(finding => new AuditFindingAnswer(JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Kind.ToString()), finding.Part, finding.Number))],
        report.Next);

    private static async Task WriteCsv(HttpContext http, AuditPage page)
    {
        var text = new StringBuilder("number,at,since,action,actorRole,actorAgency,actorId,subjectKind,subjectId,outcome,reason,count,previous,hash\r\n");
        foreach (var line in page.Entries.Select(Of))
        {
            text.AppendJoin(',', new[]
            {
                line.Number.ToString(CultureInfo.InvariantCulture), Moment(line.At), line.Since is { } since ? Moment(since) : "", line.Action, line.ActorRole, line.ActorAgency, line.ActorId,
                line.SubjectKind, line.SubjectId, line.Outcome, line.Reason, line.Count.ToString(CultureInfo.InvariantCulture), line.Previous, line.Hash,
            }.Select(Cell)).Append("\r\n");
        }

        if (!page.IsComplete)
            http.Response.Headers["Muster-Next"] = page.Next.ToString(CultureInfo.InvariantCulture);
        await Answer.Csv(http, text.ToString(), "audit.csv");
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 4180; and what a spreadsheet would take for a formula is made text (OWASP, CSV injection).</summary>
    private static string Cell(string? text)
    {
        if (text is null or "")
            return "";

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
