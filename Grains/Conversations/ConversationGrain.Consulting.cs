using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <content>
/// Advice that is sought on it, and what it does as a consult itself. It waits for the consults it begins; a consult waits for no conversation, and only tells the one it is for that
/// it is to be asked.
/// </content>
public sealed partial class ConversationGrain
{
    private readonly HashSet<string> _changedConsults = [];

    public async Task<Outcome<Receipt>> Consult(Caller caller, AskConsult command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.ConsultAsked, command.MessageId, out var key, out var earlier))
            return earlier;
        if (!IsHolder(caller))
            return await NotTheirs(caller);
        if (Conversation.MayConsult(command) is { } refusal)
            return await Refused(refusal);

        if (await _agency.Look() is not { } agency)
            return Refusal.UnknownAgency;

        var found = await Find(agency, command.Queue, command.Agent, command.Group);
        if (!found.IsDone)
            return found.Refusal.Value;

        var outcome = await Record(Conversation.Ask(Key, command, found.Value, clock.GetUtcNow()), key);
        await HearConsult();
        return outcome;
    }

    public async Task<Outcome<Receipt>> EndConsult(Caller caller, EndConsult command)
    {
        Meet(caller);
        return IsHolder(caller) ? await Record(Conversation.End(command)) : await NotTheirs(caller);
    }

    public Task ConsultChanged(string consult)
    {
        StandBack();
        _changedConsults.Add(consult);
        _consults.Soon();
        return Task.CompletedTask;
    }

    public async Task<ConsultStanding> Begin(BeginConsult command)
    {
        StandBack();
        await CatchUp(command.KnownSeq);
        if (_log.IsDisposed)
            return new ConsultStanding(null, null, int.MaxValue, ConsultEnd.Conversation);
        if (!Conversation.IsOpened)
        {
            // First into the line, then into the journal, as every start.
            var ticket = await _upwards.Join(
                command.Queue,
                new JoinLine(Key, clock.GetUtcNow(), ConsultRules.FactsBeforeQueued(command) + 1, command.For, command.ForUntil) { Triage = command.Triage, NotFor = command.StaffId });
            await Record(ConsultRules.Start(command, ticket));
        }

        return Conversation.ConsultStanding();
    }

    public async Task End(string reason)
    {
        StandBack();
        if (Conversation is { IsConsult: true, IsClosed: false })
            await EndAsConsult(Author.System, reason);
    }

    /// <summary>Whoever has it, or a supervisor of its queue, ends a consult: there is nothing to name and nothing to wrap up.</summary>
    private async Task<Outcome<Receipt>> CloseConsult(Caller caller)
    {
        if (Conversation.IsHeldBy(Key, caller))
            return await EndAsConsult(Conversation.Holder!, ConsultEnd.Expert);
        if (!Conversation.IsOverseenBy(Key, caller))
            return await NotTheirs(caller);

        return await Overseen(caller, AuditAction.Ended, await EndAsConsult(new Author(Role.Supervisor, caller.StaffId, null), ConsultEnd.Supervisor));
    }

    private async Task<Outcome<Receipt>> EndAsConsult(Author by, string reason)
    {
        await Record(Conversation.EndAsConsult(by, reason));
        await LetGo();
        return Conversation.Closed!;
    }

    /// <summary>As whom the caller advises the holder; null where they do not.</summary>
    private async ValueTask<Author?> Expert(Caller caller) => await MayRead(caller) ? Conversation.ExpertAmong(Key, caller) : null;

    /// <summary>Whoever has been given the consult may have come before word of it: then it is asked.</summary>
    private async ValueTask<bool> MayRead(Caller caller)
    {
        if (Conversation.MayRead(Key, caller))
            return true;
        if (caller.Role != Role.Agent || caller.Agency != Agency || Conversation.Consult is null)
            return false;

        await HearConsult();
        return Conversation.MayRead(Key, caller);
    }

    /// <summary>After something was recorded: the other side is told, and asks.</summary>
    private void TellOfConsults(Conversation before)
    {
        _consults.Go();
        if (before.Consult is { } ended && Conversation.Consult is null)
            ConsultOf(ended.Id).End(Conversation.IsClosed || Conversation.Holder is null ? ConsultEnd.Conversation : ConsultEnd.Asker).Ignore();
        if (Conversation.HoldingSeq != before.HoldingSeq)
            TellWhoAsked();
    }

    private void TellWhoAsked()
    {
        if (Conversation.IsFor is { } asked)
            GrainFactory.GetGrain<IConversationGrain>(asked.Conversation).ConsultChanged(Key).Ignore();
    }

    private async Task LookAfterConsults()
    {
        if (Conversation is { IsConsult: true, IsClosed: false })
        {
            if (Conversation.Status == ConversationStatus.Waiting && await _agency.Look() is { } agency && !agency.Queues.Any(opening => opening.Id == Conversation.Queue && opening.IsOpen))
                await EndAsConsult(Author.System, ConsultEnd.NotTaken);
            TellWhoAsked();
        }

        await HearConsult();
        foreach (var over in _changedConsults.Where(consult => consult != CurrentConsult).Order(StringComparer.Ordinal))
            GrainFactory.GetGrain<IConsultGrain>(over).End(ConsultEnd.Conversation).Ignore(); // it has not heard that it is over
        _changedConsults.Clear();
    }

    private string? CurrentConsult => Conversation.Consult is { } open ? ConsultName.KeyOf(Key, open.Id) : null;

    /// <summary>Asks the open consult how it stands, and begins it where it has not begun. What fails is tried again.</summary>
    private async Task HearConsult()
    {
        if (Conversation.Consult is not { } open)
            return;

        ConsultStanding standing;
        try
        {
            standing = await ConsultOf(open.Id).Begin(Conversation.Begin(Key, open));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "The consult {Consult} of {Conversation} did not say how it stands; it is asked again.", open.Id, Key);
            return;
        }

        await Record(Conversation.Hear(standing));
    }

    private IConsultGrain ConsultOf(string consult) => GrainFactory.GetGrain<IConsultGrain>(ConsultName.KeyOf(Key, consult));
}
