using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Queues;

/// <content>What supervisors tell everybody who waits (N13).</content>
public sealed partial class QueueGrain
{
    public async Task<Outcome<NoticeStanding>> SendNotice(Caller caller, SendNotice command)
    {
        if (await RefusalOfNotice(caller) is { } refused)
            return refused;

        var outcome = _notice.State.Send(command, Now);
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        if (_notice.State != outcome.Value)
        {
            await Audit(AuditAction.NoticeSent, caller, $"{command.Id} {command.Url}");
            await _notice.Store(outcome.Value, this);
            Publish();
        }

        return Told();
    }

    public async Task<Outcome<NoticeStanding>> WithdrawNotice(Caller caller, string id)
    {
        if (await RefusalOfNotice(caller) is { } refused)
            return refused;

        if (_notice.State.Withdraw(id) is var without && without != _notice.State)
        {
            await Audit(AuditAction.NoticeWithdrawn, caller, id);
            await _notice.Store(without, this);
            Publish();
        }

        return Told();
    }

    public async Task<Outcome<NoticeStanding>> LookAtNotice(Caller caller) => await RefusalOfNotice(caller) is { } refused ? refused : Told();

    public Task<LineNotice?> Notice()
    {
        StandBack();
        return Task.FromResult(_notice.State.At(Now));
    }

    private Outcome<NoticeStanding> Told() => new NoticeStanding(_notice.State.At(Now), _line.Waiting);

    private async Task<Refusal?> RefusalOfNotice(Caller caller)
    {
        StandBack();
        _log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Queue, GrainKey.IdOf(Key)));
        if (NoticeRules.MaySend(caller, Agency, GrainKey.IdOf(Key)))
            return null;
        if (caller.Agency == Agency)
            await GrainFactory.Refused(Agency, caller, new AuditSubject(AuditSubjectKind.Queue, GrainKey.IdOf(Key)), "not-found");
        return Refusal.NotFound;
    }

    private Task Audit(string action, Caller caller, string reason) => GrainFactory.Record(
        Agency, new AuditEvent(action, AuditActor.Of(caller), new AuditSubject(AuditSubjectKind.Queue, GrainKey.IdOf(Key)), Reason: reason));
}
