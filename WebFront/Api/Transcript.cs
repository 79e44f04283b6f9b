using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>All that a reader may see of a conversation, as a copy in one of three forms.</summary>
internal sealed record Transcript(ConversationView View, IReadOnlyList<Entry> Entries, bool IsForStaff)
{
    /// <summary>A page to keep needs nothing but itself, on any screen and on paper.</summary>
    private const string Head = """
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <style>body { max-width: 46rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
        ol { padding: 0; list-style: none } li { margin-block-end: .75rem }</style>
        """;

    /// <summary>Reads it page by page: up to 20,000 entries.</summary>
    public static async Task<Outcome<Transcript>> Read(IConversationGrain conversation, Caller caller)
    {
        var view = await conversation.Look(caller);
        if (!view.IsDone)
            return view.Refusal.Value;

        var entries = new List<Entry>();
        var after = 0;
        while (after < view.Value.LastSeq)
        {
            var page = await conversation.Read(caller, after, ConversationLimits.MostEntriesRead);
            if (!page.IsDone)
                return page.Refusal.Value;

            entries.AddRange(page.Value.Entries.Where(entry => caller.IsStaff || !entry.StaffOnly));
            if (page.Value.Next <= after)
                break;
            after = page.Value.Next;
        }

        return new Transcript(view.Value, entries, caller.IsStaff);
    }

    public byte[] ToText(AgencySettings? agency)
    {
        var zone = ZoneOf(agency);
        var text = new StringBuilder();
        text.Append(InOneLine(TranscriptWording.Heading(agency?.Name ?? "", View.Reference))).Append('\n');
        text.Append(TranscriptWording.Times(zone.Id)).Append("\n\n");
        foreach (var entry in Entries)
            text.Append(Time(entry, zone)).Append("  ").Append(InOneLine(TranscriptWording.Who(entry, IsForStaff))).Append(": ").Append(InOneLine(What(entry, zone))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] ToHtml(AgencySettings? agency)
    {
        var zone = ZoneOf(agency);
        var heading = WebUtility.HtmlEncode(TranscriptWording.Heading(agency?.Name ?? "", View.Reference));
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>").Append(heading)
            .Append("</title>\n").Append(Head).Append("\n</head>\n<body>\n<h1>").Append(heading).Append("</h1>\n<p>")
            .Append(WebUtility.HtmlEncode(TranscriptWording.Times(zone.Id))).Append("</p>\n<ol>\n");
        foreach (var entry in Entries)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><time datetime=\"{entry.At.UtcDateTime:O}\">{Time(entry, zone)}</time> ")
                .Append("<strong>").Append(WebUtility.HtmlEncode(TranscriptWording.Who(entry, IsForStaff))).Append("</strong>: ")
                .Append(WebUtility.HtmlEncode(What(entry, zone)).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</li>\n");
        }

        html.Append("</ol>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    public byte[] ToJson(string agency, string timeZone)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("agency"u8, agency);
        json.WriteString("reference"u8, View.Reference);
        json.WriteString("queue"u8, Spelling.Id(View.Queue));
        json.WriteString("startedAt"u8, View.StartedAt.UtcDateTime);
        json.WriteString("timeZone"u8, timeZone);
        json.WriteStartArray("entries"u8);
        foreach (var entry in Entries)
            EntryJson.Write(json, entry, IsForStaff, conversation: null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string What(Entry entry, TimeZoneInfo zone) => TranscriptWording.What(entry, at => TimeZoneInfo.ConvertTime(at, zone));

    private static string Time(Entry entry, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static TimeZoneInfo ZoneOf(AgencySettings? agency) =>
        agency is not null && TimeZoneInfo.TryFindSystemTimeZoneById(agency.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A line is an entry, whatever its writer is called: line breaks inside one become a stroke.</summary>
    private static string InOneLine(string text) =>
        string.Join(" / ", text.Split(['\r', '\n', '\u2028', '\u2029', '\u0085', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries));
}
