using Muster.Identity;

namespace Muster.Conversations;

/// <summary>Whose a conversation is. Whoever may not know of it is told that there is none.</summary>
public static class ConversationAccess
{
    /// <summary>Its citizen; the agent who holds it, or held it last when it closed; whoever advises them; supervisors of its queue; once it is closed, records officers of its queue.</summary>
    public static bool MayRead(this Conversation conversation, string key, Caller caller) =>
        conversation.IsOpened
        && GrainKey.AgencyOf(key) == caller.Agency
        && caller.Role switch
        {
            Role.Citizen => caller.Conversation == key && !conversation.IsConsult,
            Role.Agent => conversation.IsHeldBy(key, caller) || conversation.IsAdvisedBy(caller),
            Role.Supervisor => caller.Areas.Contains(conversation.Queue),
            Role.RecordsOfficer => conversation.IsClosed && caller.Areas.Contains(conversation.Queue),
            Role.System => true,
            _ => false,
        };

    /// <summary>The expert of whom it is stored that they advise its holder, until it is stored that they do no longer.</summary>
    private static bool IsAdvisedBy(this Conversation conversation, Caller caller) =>
        conversation.Consult is { Expert.StaffId: { } expert } && expert == caller.StaffId;

    /// <summary>As whom somebody who advises its holder writes to them; null for anybody else.</summary>
    public static Author? ExpertAmong(this Conversation conversation, string key, Caller caller) =>
        caller.Role == Role.Agent && GrainKey.AgencyOf(key) == caller.Agency && conversation.IsAdvisedBy(caller) ? conversation.Consult!.Expert : null;

    /// <summary>Its citizen, and who holds it; in a consult nobody writes.</summary>
    public static bool MayWrite(this Conversation conversation, string key, Caller caller) =>
        !conversation.IsConsult && conversation.MayRead(key, caller) && (caller.Role == Role.Citizen || conversation.IsHeldBy(key, caller));

    /// <summary>The agent who holds it, or held it last when it closed; or the supervisor of its queue who took it over.</summary>
    public static bool IsHeldBy(this Conversation conversation, string key, Caller caller) =>
        (conversation.IsTaken ? caller.Role == Role.Supervisor && caller.Areas.Contains(conversation.Queue) : caller.Role == Role.Agent)
        && GrainKey.AgencyOf(key) == caller.Agency && conversation.Holder is { StaffId: { } holder } && holder == caller.StaffId;

    /// <summary>A supervisor of its queue.</summary>
    public static bool IsOverseenBy(this Conversation conversation, string key, Caller caller) =>
        caller.Role == Role.Supervisor && conversation.MayRead(key, caller);

    /// <summary>They handed it over last: nothing of it is theirs any more but the receipt, should they not have got it.</summary>
    public static bool WasTransferredBy(this Conversation conversation, string key, Caller caller) =>
        caller.Role == Role.Agent && GrainKey.AgencyOf(key) == caller.Agency && conversation.TransferredBy is { } by && by == caller.StaffId;

    /// <summary>What the caller may see of an entry; null where it is not for them.</summary>
    public static Entry? For(this Entry entry, Caller caller) => caller.Role switch
    {
        Role.Citizen when entry.StaffOnly => null,
        Role.Citizen => entry with { MessageId = entry.CitizensMessageId ?? entry.MessageId, CitizensMessageId = null, Disposition = null, Contact = null, Group = null, Priority = null },
        Role.Agent or Role.Supervisor or Role.RecordsOfficer or Role.System => entry with { CitizensMessageId = null },
        _ => null,
    };
}
