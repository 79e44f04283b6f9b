using Muster.Auditing;
using Muster.Bans;
using Muster.Identity;

namespace Muster.Conversations;

/// <content>What its agent does about somebody who does not keep to the guidelines (S86, S87, S90).</content>
public sealed partial class ConversationGrain
{
    public async Task<Outcome<Receipt>> Warn(Caller caller, WarnCitizen command)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        if (!agency.IsDone)
            return agency.Refusal.Value;

        if (IsRepeat(caller, EntryKind.Warning, command.MessageId, out var key, out var earlier))
            return earlier;

        var outcome = await Record(Conversation.Warn(command, agency.Value.Settings), key);
        if (outcome.IsDone)
            await _upwards.Audit(AuditAction.Warned, caller);
        return outcome;
    }

    public async Task<Outcome<Receipt>> EndForAbuse(Caller caller, EndForAbuse command)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        if (!agency.IsDone)
            return agency.Refusal.Value;

        var wasClosed = Conversation.IsClosed;
        var outcome = await Record(Conversation.EndForAbuse(command, agency.Value.Settings));
        if (!outcome.IsDone)
            return outcome;

        await LetGo();
        if (!wasClosed)
            await _upwards.Audit(AuditAction.Terminated, caller);
        if (Conversation.AbuseReason is { } reason)
            await _upwards.Report(new EndedForAbuse(Key, Conversation.Reference, Conversation.Queue, Conversation.Holder!.Name!, reason, Conversation.Closed!.At));
        return Conversation.Closed!;
    }

    public async Task<Outcome<Ban>> ProposeBan(Caller caller, ProposeBan command)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        if (!agency.IsDone)
            return agency.Refusal.Value;

        var outcome = await Record(Conversation.ProposeBan(command, agency.Value.Settings));
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        var (by, days, reason) = Conversation.BanProposed!;
        return await _upwards.Propose(new BanProposal(Key, Conversation.Reference, Conversation.Queue, Conversation.Session!, by.StaffId!, by.Name!, days, reason));
    }
}
