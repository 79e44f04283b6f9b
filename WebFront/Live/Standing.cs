using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>Where a conversation stands as of its newest entry that is known: who has it, and its place in the line of its queue. Not safe for several threads.</summary>
internal sealed class Standing
{
    private int _seq = -1;
    private long _ticket;
    private DateTimeOffset? _notBefore;
    private string? _noticeAnswered;

    public bool IsKnown => _seq >= 0;

    /// <summary>Id of the staff member who has it; null for nobody.</summary>
    public string? Holder { get; private set; }

    /// <summary>Id of the staff member who advises them; null for nobody, and while it is not known who.</summary>
    public string? Expert { get; private set; }

    /// <summary>The queue's id; null where it is not known.</summary>
    public string? Queue { get; private set; }

    public bool IsWaiting { get; private set; }

    /// <summary>What the conversation itself says.</summary>
    /// <returns>False where something newer is known.</returns>
    public bool Learn(WatchAnswer answer)
    {
        if (answer.LastSeq < _seq)
            return false;

        (_seq, Holder, Expert, Queue) = (answer.LastSeq, answer.Holder, answer.Expert, QueueId(answer.View.Queue));
        (_ticket, _notBefore, _noticeAnswered) = (answer.View.Ticket, answer.View.NotBefore, answer.View.NoticeAnswered);
        IsWaiting = answer.View.Status == ConversationStatus.Waiting;
        return true;
    }

    /// <returns>Whether it came into a line or left one.</returns>
    public bool Follow(Entry entry, string? holder)
    {
        if (entry.Seq <= _seq)
            return false;

        (_seq, Holder) = (entry.Seq, holder);
        switch (entry.Kind)
        {
            case EntryKind.Waiting:
                (IsWaiting, Queue, _ticket, _notBefore) = (true, QueueId(entry.Queue) ?? Queue, entry.Ticket ?? _ticket, entry.NotBefore);
                return true;
            case EntryKind.Joined or EntryKind.Closed:
                IsWaiting = false;
                return true;
            case EntryKind.ConsultJoined or EntryKind.ConsultLeft or EntryKind.ConsultEnded:
                Expert = null;
                return false;
            case EntryKind.NoticeAnswer:
                _noticeAnswered = entry.MessageId;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Its place. Whoever is to be reached later is in no line until then; and what somebody has answered they are not told again.</summary>
    public Place? In(LineSnapshot? line) =>
        line is null || line.At < _notBefore ? null
        : Place.Of(line, _ticket) is var place && place.Notice is { } notice && notice.Id == _noticeAnswered ? place with { Notice = null }
        : place;

    // Some contracts name a queue by its id and some by its grain key.
    private static string? QueueId(string? queue) =>
        queue is not null && queue.Contains('/', StringComparison.Ordinal) ? GrainKey.IdOf(queue) : queue;
}
