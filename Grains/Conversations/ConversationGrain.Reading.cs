using Muster.Identity;
using Muster.Queues;
using Muster.Records;

namespace Muster.Conversations;

/// <content>What readers are shown of it, and what passes by without being stored.</content>
public sealed partial class ConversationGrain
{
    public Task Typing(Caller caller) => Signal(caller, Conversations.Signal.Typing, seq: null);

    public Task MarkRead(Caller caller, int seq) => Signal(caller, Conversations.Signal.Read, seq);

    public Task Connected(Caller caller, bool isConnected)
    {
        log.NoteForeign(GrainFactory, caller, Agency, Asked);
        if (IsCitizen(caller))
            _screens.Connected(isConnected, Conversation.CitizenName, Conversation.Holder?.StaffId);
        return Task.CompletedTask;
    }

    public async Task<Outcome<TranscriptPage>> Read(Caller caller, int after, int most)
    {
        Meet(caller);
        if (!await MayRead(caller))
            return await NotTheirs(caller);
        if (after < 0 || most is < 1 or > ConversationLimits.MostEntriesRead)
            return Refusal.InvalidRequest;

        await _readers.Note(caller, Conversation);
        try
        {
            return await _log.Read(caller, after, most);
        }
        catch (JournalDisposedException)
        {
            _isBehind = true; // what this activation still knows is nobody's any more
            DeactivateOnIdle();
            return Refusal.NotFound;
        }
    }

    public async Task<Outcome<ConversationView>> Look(Caller caller)
    {
        Meet(caller);
        if (!await MayRead(caller))
            return await NotTheirs(caller);

        await _readers.Note(caller, Conversation);
        return Conversation.View();
    }

    public async Task<Outcome<AssignmentLog>> Why(Caller caller)
    {
        Meet(caller);
        if (caller.Role != Role.Supervisor || !Conversation.MayRead(Key, caller))
            return await NotTheirs(caller);

        await _readers.Note(caller, Conversation);
        return await _log.Assignments();
    }

    public async Task<Outcome<WatchAnswer>> Watch(Caller caller, IConversationWatcher watcher, int lastSeq)
    {
        Meet(caller);
        await CatchUp(clock.GetUtcNow() - _comparedAt < UnawareFor ? lastSeq : int.MaxValue);
        if (!await MayRead(caller))
            return await NotTheirs(caller);

        await _readers.Note(caller, Conversation);
        _screens.Add(watcher, Conversation.Holder?.StaffId);
        return new WatchAnswer(Conversation.LastSeq, silo.SiloAddress.ToString(), Conversation.Holder?.StaffId, Conversation.View()) { Expert = Conversation.Consult?.Expert?.StaffId };
    }

    private Task Signal(Caller caller, string kind, int? seq)
    {
        log.NoteForeign(GrainFactory, caller, Agency, Asked);
        if (!_isBehind && Conversation.MayWrite(Key, caller))
        {
            var name = caller.Role == Role.Citizen ? Conversation.CitizenName : Conversation.Holder?.Name;
            _screens.Show(new Signal(kind, caller.Role == Role.Citizen ? Role.Citizen : Role.Agent, name, seq, clock.GetUtcNow()), Conversation.Holder?.StaffId);
        }

        return Task.CompletedTask;
    }
}
