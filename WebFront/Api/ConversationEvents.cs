using System.Buffers;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>A conversation's stream, for its citizen or for staff: <c>id</c> is the entry's number.</summary>
internal sealed class ConversationEvents : IEventWriter
{
    public static readonly ConversationEvents ForCitizen = new(isForStaff: false);
    public static readonly ConversationEvents ForStaff = new(isForStaff: true);

    private readonly bool _isForStaff;

    private ConversationEvents(bool isForStaff) => _isForStaff = isForStaff;

    public void Write(IBufferWriter<byte> output, FeedItem item)
    {
        switch (item.Kind)
        {
            case FeedKind.Entry:
                EventStream.Id(output, item.Seq);
                EventStream.Begin(output, item.Entry.Kind);
                break;
            case FeedKind.Signal:
                EventStream.Begin(output, SignalName.Of(item.Signal));
                break;
            default:
                EventStream.Begin(output, item.Kind == FeedKind.Position ? "position"u8 : item.Kind == FeedKind.Notice ? "notice"u8 : "heartbeat"u8);
                break;
        }

        var json = Answer.Into(output);
        switch (item.Kind)
        {
            case FeedKind.Entry:
                EntryJson.Write(json, item.Entry, _isForStaff, conversation: null);
                break;
            case FeedKind.Signal:
                EntryJson.Write(json, item.Signal, conversation: null);
                break;
            case FeedKind.Position:
                EntryJson.Write(json, item.Place);
                break;
            case FeedKind.Notice:
                EntryJson.Write(json, item.Notice);
                break;
            default:
                json.WriteStartObject();
                json.WriteNumber("seq"u8, item.Seq);
                json.WriteEndObject();
                break;
        }

        json.Flush();
        EventStream.End(output);
    }
}
