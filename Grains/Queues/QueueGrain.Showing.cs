using Muster.Agents;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.Queues;

/// <content>What fronts and supervisors are shown of the line.</content>
public sealed partial class QueueGrain
{
    public Task<LineSnapshot> Watch(IQueueWatcher watcher)
    {
        StandBack();
        _watchers.Subscribe(watcher, watcher);
        return Task.FromResult(Snapshot());
    }

    public Task<Outcome<QueueBoard>> Board(Caller caller)
    {
        StandBack();
        _log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Queue, GrainKey.IdOf(Key)));
        var mayLook = caller.Agency == Agency
            && (caller.Role == Role.System || (caller.Role is Role.Supervisor or Role.Agent or Role.Viewer && caller.Areas.Contains(GrainKey.IdOf(Key))));
        return Task.FromResult<Outcome<QueueBoard>>(mayLook
            ? new QueueBoard(GrainKey.IdOf(Key), Now, _line.Waiting, _line.OldestSince, _line.Held - _closings.Registered, [.. _desk.Shown.OrderBy(agent => agent.Alias, StringComparer.Ordinal)]) { Outlook = _forecaster.Outlook, AtRisk = _line.AtRisk, Later = _line.Later, AheadOfNew = _line.AheadOf(Now.UtcTicks), FreePlaces = _desk.FreePlaces, Groups = [.. _staffing?.Groups.Select(_desk.Board) ?? []] }
            : Refusal.NotFound);
    }

    public Task<Outcome<OpenConversations>> Open(Caller caller)
    {
        StandBack();
        _log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Queue, GrainKey.IdOf(Key)));
        if (caller.Agency != Agency || caller.Role != Role.Supervisor || !caller.Areas.Contains(GrainKey.IdOf(Key)))
            return Task.FromResult<Outcome<OpenConversations>>(Refusal.NotFound);

        var held = _line.AllHeld.Where(entry => !_closings.Knows(entry.Conversation)).OrderBy(entry => entry.Since).ThenBy(entry => entry.Ticket).ToList();
        return Task.FromResult<Outcome<OpenConversations>>(new OpenConversations(
            Now,
            [.. _line.InOrder.Take(OpenConversations.Most).Select(Listed)],
            [.. held.Take(OpenConversations.Most).Select(Listed)],
            _line.Waiting,
            held.Count)
        {
            Later = [.. _line.ForLater.Take(OpenConversations.Most).Select(Listed)],
            OfLater = _line.Later,
        });

        static OpenConversation Listed(LineEntry entry) => new(entry.Conversation, entry.Since, entry.Seq, entry.Triage?.Priority) { NotBefore = entry.NotBefore, IsConsult = entry.NotFor is not null };
    }

    private void Publish()
    {
        if (_watchers.Count == 0)
            return;

        var snapshot = Snapshot();
        if (_published is { } last && SaysTheSame(last, snapshot))
            return;

        _published = snapshot;
        _watchers.Notify(watcher => watcher.OnLine(snapshot));
    }

    private static bool SaysTheSame(LineSnapshot one, LineSnapshot other) =>
        one.Waiting == other.Waiting
        && one.AvailableAgents == other.AvailableAgents
        && one.OldestSince == other.OldestSince
        && one.IsClosed == other.IsClosed
        && one.Notice == other.Notice
        && one.AheadOfNew == other.AheadOfNew
        && one.Points.SequenceEqual(other.Points)
        && one.Outlook?.WhyNot == other.Outlook?.WhyNot
        && (one.Outlook?.Points ?? []).SequenceEqual(other.Outlook?.Points ?? []);

    private LineSnapshot Snapshot() => new(
        Key,
        _version = Math.Max(_version + 1, Now.UtcTicks),
        Now,
        _line.Waiting,
        _line.OldestSince,
        _line.Points(),
        _desk.Here.Count(agent => agent.Presence == Presence.Available))
    {
        Outlook = _forecaster.Outlook,
        IsClosed = _staffing is { IsClosed: true },
        Notice = _notice.State.At(Now),
        AheadOfNew = _line.AheadOf(Now.UtcTicks),
    };
}
