using Muster.Auditing;
using Muster.Conversations;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>The copy of a conversation, during it and after.</summary>
internal sealed class TranscriptEndpoint(Gate gate, IGrainFactory grains, KnownAgencies agencies)
{
    public void Map(ApiRoutes routes) => routes.Get(
        "conversations/{id}/transcript",
        gate.Conversation(Copy, on: Abuse.Allowance.Copies),
        "A copy to keep.",
        operation => operation.ForConversation()
            .Asks("format", "txt (the default), html or json")
            .Asks("reason", "Of staff: why they take a copy away, for the audit log; at most 190 characters.")
            .Answers<TranscriptShape>()
            .AnswersText("text/plain", "One line per entry, with time and name.")
            .AnswersText("text/html", "The same as a page."));

    private async Task Copy(HttpContext http, ConversationCall call)
    {
        var format = http.Request.Query["format"].ToString() is { Length: > 0 } asked ? asked : "txt";
        if (format is not ("txt" or "html" or "json"))
        {
            await http.RefuseField("format");
            return;
        }

        if (!Exports.IsReason(http.Request.Query["reason"]))
        {
            await http.RefuseField("reason");
            return;
        }

        var transcript = await Transcript.Read(grains.GetGrain<IConversationGrain>(call.Key), call.Caller);
        if (!transcript.IsDone)
        {
            await http.Refuse(transcript.Refusal.Value);
            return;
        }

        if (call.IsStaff)
            await grains.RecordExport(call.Caller, AuditAction.TranscriptExported, AuditSubject.Conversation(call.Key), format, http.Request.Query["reason"]);
        var agency = await agencies.Look(call.Caller.Agency);
        await Write(http, format, transcript.Value, agency, call);
    }

    private static async Task Write(HttpContext http, string format, Transcript transcript, AgencyNow? agency, ConversationCall call)
    {
        var (contentType, content) = format switch
        {
            "json" => (Answer.Json, transcript.ToJson(call.Caller.Agency, agency?.Settings.TimeZone ?? "UTC")),
            "html" => ("text/html; charset=utf-8", transcript.ToHtml(agency?.Settings)),
            _ => ("text/plain; charset=utf-8", transcript.ToText(agency?.Settings)),
        };
        http.Response.ContentType = contentType;
        http.Response.ContentLength = content.Length;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"conversation-{transcript.View.Reference}.{format}\"";
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
