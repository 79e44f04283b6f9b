using Muster.Identity;

namespace Muster.Conversations;

/// <summary>A supervisor takes a conversation over, to answer it themselves (A25).</summary>
public static class TakeOverRules
{
    /// <summary>One that waits, or that somebody else has; one whose citizen has ended it only lacks its close.</summary>
    public static Refusal? MayTakeOver(this Conversation conversation, string staffId, TakeOverConversation command) =>
        !ConversationRules.IsMessageId(command.MessageId) ? Refusal.InvalidRequest
        : conversation.Status is not (ConversationStatus.Waiting or ConversationStatus.Active) ? Refusal.ConversationClosed
        : conversation.IsConsult ? Refusal.NotAllowed // there is nobody in it to answer
        : conversation.IsTaken && conversation.Holder?.StaffId == staffId ? Refusal.NotAllowed
        : command.Queue is not null && command.Queue != conversation.Queue ? Refusal.NotAllowed
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    /// <summary>They hold it as an agent does, whoever held it before.</summary>
    public static Decision TakeOver(this Conversation conversation, string staffId, TakeOverConversation command)
    {
        var joined = new AgentJoined(Author.Agent(staffId, command.Alias), conversation.Queue, IsTaken: true);
        return conversation.Holder is { } holder ? Decision.Of(new AgentLeft(holder, ReturnReason.TakenOver), joined) : joined;
    }
}
