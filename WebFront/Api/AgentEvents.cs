using System.Buffers;
using System.Text.Json;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>An agent's stream. Whatever changes what is held or how far it was told carries the cursor as its <c>id</c>.</summary>
internal sealed class AgentEvents(AgentCursor cursor) : IEventWriter
{
    public void Write(IBufferWriter<byte> output, FeedItem item)
    {
        if (Moves(item))
            EventStream.Id(output, cursor.ToString());
        EventStream.Begin(output, NameOf(item));
        var json = Answer.Into(output);
        WriteData(json, item);
        json.Flush();
        EventStream.End(output);
    }

    private bool Moves(FeedItem item)
    {
        switch (item.Kind)
        {
            case FeedKind.Entry:
                cursor.Set(item.Conversation!, item.Seq);
                return true;
            case FeedKind.Assigned:
                cursor.Set(item.Conversation!, 0);
                return true;
            case FeedKind.Released:
                cursor.Remove(item.Conversation!);
                return true;
            default:
                return false;
        }
    }

    private static string NameOf(FeedItem item) => item.Kind switch
    {
        FeedKind.Entry => item.Entry.Kind,
        FeedKind.Signal => SignalName.Of(item.Signal),
        FeedKind.Assigned => "assigned",
        FeedKind.Released => "released",
        FeedKind.Offered => "offered",
        FeedKind.Presence => "presence",
        FeedKind.Queues => "queues",
        _ => "heartbeat",
    };

    private static void WriteData(Utf8JsonWriter json, FeedItem item)
    {
        switch (item.Kind)
        {
            case FeedKind.Entry:
                EntryJson.Write(json, item.Entry, isForStaff: true, item.Conversation);
                break;
            case FeedKind.Signal:
                EntryJson.Write(json, item.Signal, item.Conversation);
                break;
            case FeedKind.Presence:
                JsonSerializer.Serialize(json, AgentAnswers.Of(item.View), ApiJson.Default.AgentAnswer);
                break;
            default:
                json.WriteStartObject();
                WriteFields(json, item);
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, FeedItem item)
    {
        EntryJson.WriteConversation(json, item.Conversation);
        switch (item.Kind)
        {
            case FeedKind.Assigned or FeedKind.Offered:
                json.WriteString("queue"u8, Spelling.Id(item.Slot.Queue));
                json.WriteString("status"u8, Spelling.Of(item.Slot.State));
                if (item.Slot.ConsultOf is { } advised)
                    json.WriteString("consultOf"u8, Spelling.Id(advised));
                if (item.Slot.IsConsult)
                    json.WriteBoolean("consult"u8, true);
                json.WriteString("since"u8, item.Slot.Since.UtcDateTime);
                if (item.Slot.OfferedUntil is { } until && item.Kind == FeedKind.Offered)
                    json.WriteString("until"u8, until.UtcDateTime);
                break;
            case FeedKind.Queues:
                WriteLines(json, item);
                break;
            case FeedKind.Heartbeat:
                WriteNewest(json, (AgentFollower)item.What!);
                break;
        }
    }

    private static void WriteLines(Utf8JsonWriter json, FeedItem item)
    {
        json.WriteStartArray("queues"u8);
        foreach (var line in item.Lines)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Spelling.Id(line.Queue));
            json.WriteNumber("waiting"u8, line.Waiting);
            if (line.OldestSince is { } oldest)
                json.WriteString("oldestSince"u8, oldest.UtcDateTime);
            else
                json.WriteNull("oldestSince"u8);
            json.WriteNumber("availableAgents"u8, line.AvailableAgents);
            json.WriteString("at"u8, line.At.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The newest entry of each conversation, so that a console that is behind notices.</summary>
    private static void WriteNewest(Utf8JsonWriter json, AgentFollower follower)
    {
        json.WriteStartArray("conversations"u8);
        foreach (var (conversation, seq) in follower.Newest)
        {
            json.WriteStartObject();
            EntryJson.WriteConversation(json, conversation);
            json.WriteNumber("seq"u8, seq);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
