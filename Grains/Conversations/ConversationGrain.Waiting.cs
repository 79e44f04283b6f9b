using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <content>What somebody can do instead of waiting at the screen, and what their agent does about it.</content>
public sealed partial class ConversationGrain
{
    public async Task<Outcome<Receipt>> AskForContact(Caller caller, ContactRequest request)
    {
        Meet(caller);
        if (!IsCitizen(caller))
            return await NotTheirs(caller);
        if (IsRepeat(caller, EntryKind.ContactAsked, request.MessageId, out var key, out var earlier))
            return earlier;

        request = request.Tidied(await _agency.Redactor(), clock.GetUtcNow());
        if (Conversation.Contact is { } standing && standing with { MessageId = null } == request with { MessageId = null })
            return Conversation.ContactAsked!;
        if (Conversation.MayAsk(request, clock.GetUtcNow()) is { } refusal)
            return await Refused(refusal);
        if (await _agency.Look() is not { } agency)
            return Refusal.UnknownAgency;

        var triage = Conversation.TriageOf(request, agency.Settings);
        var ticket = await _upwards.Join(
            Conversation.Queue,
            new JoinLine(Key, Conversation.Age(), Conversation.LastSeq + ContactRules.MostFactsOfAsking, Conversation.For, Conversation.ForUntil)
            {
                Triage = triage,
                NotBefore = request.NotBefore,
                BeyondLimitBy = Conversation.BeyondLimitBy,
            });
        return await Record(Conversation.Ask(request, triage, ticket), key);
    }

    public async Task<Outcome<Receipt>> RecordContact(Caller caller, RecordContact command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.ContactTried, command.MessageId, out var key, out var earlier))
            return earlier;
        if (!IsHolder(caller))
            return await NotTheirs(caller);
        if (Conversation.MayRecord(command, clock.GetUtcNow()) is { } refusal)
            return await Refused(refusal);

        var holder = Conversation.Holder!.StaffId!;
        var ticket = command.AgainAt is null ? 0 : await _upwards.Join(
            Conversation.Queue,
            new JoinLine(Key, Conversation.Age(), Conversation.LastSeq + ContactRules.FactsUntilQueued(command)) { Triage = Conversation.Triage, NotBefore = command.AgainAt });
        var outcome = await Record(Conversation.Record(command, ticket), key);
        if (command.AgainAt is not null)
            await _upwards.Release(holder, Conversation.LastSeq);
        return outcome;
    }

    public async Task<Outcome<Receipt>> AnswerNotice(Caller caller, AnswerNotice command)
    {
        Meet(caller);
        if (!IsCitizen(caller))
            return await NotTheirs(caller);
        if (Conversation.NoticeAnswered == command.Notice && (!command.Helped || Conversation.NoticeHelped))
            return Conversation.NoticeAnswer!;
        if (Conversation.MayAnswerNotice() is { } refusal)
            return await Refused(refusal);
        if (await _upwards.Notice(Conversation.Queue) is not { } notice || notice.Id != command.Notice)
            return Refusal.NotFound;

        var outcome = await Record(Conversation.AnswerNotice(notice, command.Helped));
        if (Conversation.IsClosed)
            await Leave(Conversation.Queue, Conversation.Closed!.At);
        return outcome;
    }
}
