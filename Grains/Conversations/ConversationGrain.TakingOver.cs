using Muster.Auditing;
using Muster.Identity;

namespace Muster.Conversations;

/// <content>A supervisor takes it over.</content>
public sealed partial class ConversationGrain
{
    public async Task<Outcome<TakenOver>> TakeOver(Caller caller, TakeOverConversation command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.Joined, command.MessageId, out var key, out var earlier))
            return Taken(await Overseen(caller, AuditAction.TakenOver, earlier));
        if (await RefusalOf(caller, command) is { } refusal)
        {
            if (command.ReservedAt is { } refusedAt && caller.StaffId is { } refused)
                _refusedReservations[refused] = refusedAt; // as with what a queue gives: a copy that was long on its way must not find them without the place
            return refusal;
        }

        if (command.ReservedAt is null)
            return new TakenOver(null, Conversation.Holding());

        var holder = Conversation.Holder?.StaffId;
        var outcome = await Record(Conversation.TakeOver(caller.StaffId!, command), key);
        if (holder is not null)
            await _upwards.Release(holder, Conversation.LastSeq);
        return Taken(await Overseen(caller, AuditAction.TakenOver, outcome));
    }

    private async Task<Refusal?> RefusalOf(Caller caller, TakeOverConversation command) =>
        !Conversation.IsOverseenBy(Key, caller) ? await NotTheirs(caller)
        : command.ReservedAt is { } at && at <= _refusedReservations.GetValueOrDefault(caller.StaffId!) ? Refusal.NotAllowed
        : Conversation.MayTakeOver(caller.StaffId!, command) is { } refusal ? await Refused(refusal)
        : null;

    private Outcome<TakenOver> Taken(Outcome<Receipt> outcome) =>
        outcome.IsDone ? new TakenOver(outcome.Value, Conversation.Holding()) : outcome.Refusal.Value;
}
