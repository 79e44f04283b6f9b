using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Agents;

/// <summary>What the agent says of their presence and hears of it, and what a supervisor may say.</summary>
public sealed partial class AgentGrain
{
    public async Task<Outcome<AgentView>> SetPresence(Caller caller, SetPresence command)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        var next = Agent.SetPresence(command, Most, Now);
        if (!next.IsDone)
            return next.Refusal.Value;

        _lease.Start(Now);
        return await Become(next.Value);
    }

    public async Task<Outcome<AgentView>> SetPresenceFor(Caller caller, Presence status)
    {
        StandBack();
        var agency = GrainKey.AgencyOf(Key);
        _log.NoteForeign(GrainFactory, caller, agency, new AuditSubject(AuditSubjectKind.Agent, StaffId));
        if (caller.Agency != agency || caller.Role != Role.Supervisor)
            return Refusal.NotAllowed;

        await _membership.Read();
        if (_membership.Member is not { Role: Role.Agent } member || !member.Queues.Any(caller.Areas.Contains))
            return Refusal.NotFound;

        var next = Agent.SetPresenceFor(status);
        if (!next.IsDone)
            return next.Refusal.Value;
        if (ReferenceEquals(next.Value, Agent))
            return View();

        await GrainFactory.Record(agency, new AuditEvent(AuditAction.PresenceSet, AuditActor.Of(caller), new AuditSubject(AuditSubjectKind.Agent, StaffId), Reason: status.ToString().ToLowerInvariant()));
        StandBack();
        return await Become(Agent.SetPresenceFor(status).Value ?? Agent); // slots may have become free meanwhile
    }

    public async Task<Outcome<AgentView>> Renew(Caller caller)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        _lease.Start(Now);
        return View();
    }

    public async Task<Outcome<AgentWatchAnswer>> Watch(Caller caller, IAgentWatcher watcher)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        _watchers.Subscribe(watcher, watcher);
        return new AgentWatchAnswer(View(), NextVersion(), _silo.SiloAddress.ToString());
    }

    private async Task<AgentView> Become(Agent next)
    {
        Agent = next;
        await _write.Save();
        if (Agent.Presence == Presence.Offline)
            await GiveBack(ReturnReason.AgentOffline);
        Changed();
        return View();
    }

    private async Task<Refusal?> RefusalOf(Caller caller)
    {
        StandBack();
        _log.NoteForeign(GrainFactory, caller, GrainKey.AgencyOf(Key), new AuditSubject(AuditSubjectKind.Agent, StaffId));
        if (caller.StaffId != StaffId || caller.Agency != GrainKey.AgencyOf(Key) || caller.Role is not (Role.Agent or Role.Supervisor))
            return Refusal.NotAllowed;

        await _membership.Read();
        return _membership.Member is not { } member ? Refusal.NotFound : member.Role == caller.Role ? null : Refusal.NotAllowed;
    }
}
