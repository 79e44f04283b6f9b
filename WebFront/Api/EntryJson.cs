using System.Text.Json;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>
/// Entries and what else a stream tells, as JSON for one audience. What staff alone may see is written for staff alone, here and
/// nowhere else; no staff id, user name or real name is in an entry to begin with.
/// </summary>
internal static class EntryJson
{
    /// <param name="writer">Where to.</param>
    /// <param name="entry">One that the reader may see.</param>
    /// <param name="isForStaff">Whether a member of staff reads it.</param>
    /// <param name="conversation">Its grain key, for streams of several conversations.</param>
    public static void Write(Utf8JsonWriter writer, Entry entry, bool isForStaff, string? conversation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, entry.Seq);
        writer.WriteString("at"u8, entry.At.UtcDateTime);
        writer.WriteString("kind"u8, entry.Kind);
        WriteAuthor(writer, entry.AuthorRole, entry.AuthorName);
        WriteConversation(writer, conversation);
        WriteIfAny(writer, "text"u8, entry.Text);
        WriteIfAny(writer, "messageId"u8, isForStaff ? entry.MessageId : entry.CitizensMessageId ?? entry.MessageId);
        if (entry.Kind != EntryKind.Message)
            WriteRest(writer, entry);
        if (isForStaff)
            WriteForStaff(writer, entry);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Signal signal, string? conversation)
    {
        writer.WriteStartObject();
        WriteConversation(writer, conversation);
        switch (signal.Kind)
        {
            case Signal.Presence:
                writer.WriteBoolean("connected"u8, signal.IsConnected ?? false);
                break;
            case Signal.NoReply:
                writer.WriteString("since"u8, (signal.Since ?? signal.At).UtcDateTime);
                if (signal.ReturnsAt is { } returnsAt)
                    writer.WriteString("returnsAt"u8, returnsAt.UtcDateTime);
                break;
            default:
                WriteAuthor(writer, signal.From, signal.Name);
                break;
        }

        if (signal.Seq is { } seq)
            writer.WriteNumber("seq"u8, seq);
        writer.WriteString("at"u8, signal.At.UtcDateTime);
        writer.WriteEndObject();
    }

    /// <summary>Seconds from then on, null where they cannot be estimated; and how many are before one.</summary>
    public static void Write(Utf8JsonWriter writer, Place place)
    {
        writer.WriteStartObject();
        WriteSeconds(writer, "low"u8, place.Wait?.Low);
        WriteSeconds(writer, "high"u8, place.Wait?.High);
        if (place.Ahead is { } ahead)
            writer.WriteNumber("ahead"u8, ahead);
        writer.WriteString("at"u8, place.At.UtcDateTime);
        if (place.IsClosed)
            writer.WriteBoolean("closed"u8, true);
        writer.WriteEndObject();
    }

    /// <summary>What everybody in the line is told; without anything once it is taken back.</summary>
    public static void Write(Utf8JsonWriter writer, LineNotice? notice)
    {
        writer.WriteStartObject();
        WriteIfAny(writer, "id"u8, notice?.Id);
        WriteIfAny(writer, "text"u8, notice?.Text);
        WriteIfAny(writer, "url"u8, notice?.Url);
        if (notice is not null)
        {
            writer.WriteString("at"u8, notice.At.UtcDateTime);
            writer.WriteString("until"u8, notice.Until.UtcDateTime);
        }

        writer.WriteEndObject();
    }

    public static void WriteConversation(Utf8JsonWriter writer, string? conversation)
    {
        if (conversation is not null)
            writer.WriteString("conversation"u8, conversation.AsSpan(conversation.IndexOf('/', StringComparison.Ordinal) + 1));
    }

    private static void WriteSeconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? seconds)
    {
        if (seconds is { } known)
            writer.WriteNumber(name, known);
        else
            writer.WriteNull(name);
    }

    private static void WriteAuthor(Utf8JsonWriter writer, Role role, string? name)
    {
        writer.WriteStartObject("author"u8);
        writer.WriteString("role"u8, Spelling.Of(role));
        writer.WriteString("name"u8, name);
        writer.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter writer, Entry entry)
    {
        WriteIfAny(writer, "queue"u8, entry.Queue);
        WriteIfAny(writer, "reason"u8, entry.Reason);
        WriteIfAny(writer, "to"u8, entry.To);
        WriteIfAny(writer, "outcome"u8, entry.Outcome);
        WriteIfAny(writer, "nextAction"u8, entry.NextAction);
        WriteIfAny(writer, "nextActionBy"u8, entry.NextActionBy?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        WriteIfAny(writer, "reference"u8, entry.Reference);
        WriteIfAny(writer, "url"u8, entry.Url);
        WriteIfAny(writer, "channel"u8, entry.Channel is { } channel ? Spelling.Of(channel) : null);
        if (entry.NotBefore is { } notBefore)
            writer.WriteString("notBefore"u8, notBefore.UtcDateTime);
        if (entry.IsCallBack is { } isCallBack)
            writer.WriteBoolean("callBack"u8, isCallBack);
        if (entry.Helped is { } helped)
            writer.WriteBoolean("helped"u8, helped);
        WriteIfAny(writer, "language"u8, entry.Language);
        if (entry.MoreHelp is { } moreHelp)
            writer.WriteBoolean("moreHelp"u8, moreHelp);
        if (entry.Resolved is { } resolved)
            writer.WriteBoolean("resolved"u8, resolved);
        if (entry.Satisfaction is { } satisfaction)
            writer.WriteNumber("satisfaction"u8, satisfaction);
        if (entry.Target is { } target)
            writer.WriteNumber("target"u8, target);
    }

    private static void WriteForStaff(Utf8JsonWriter writer, Entry entry)
    {
        if (entry.StaffOnly)
            writer.WriteBoolean("staffOnly"u8, true);
        WriteIfAny(writer, "disposition"u8, entry.Disposition);
        WriteIfAny(writer, "priority"u8, entry.Priority);
        WriteIfAny(writer, "group"u8, entry.Group);
        WriteIfAny(writer, "consult"u8, entry.Consult);
        WriteIfAny(writer, "contact"u8, entry.Contact);
        WriteIfAny(writer, "page"u8, entry.Page);
        if (entry.Tags is { IsDefault: false } tags)
        {
            writer.WriteStartArray("tags"u8);
            foreach (var tag in tags)
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }

        if (entry.Answers is { } answers)
        {
            writer.WriteStartObject("answers"u8);
            foreach (var (question, answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
                writer.WriteString(question, answer);
            writer.WriteEndObject();
        }
    }

    private static void WriteIfAny(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
