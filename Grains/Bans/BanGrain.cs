using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Bans;

/// <summary>Keeps one agency's bans; <see cref="BanRules"/> decides.</summary>
[GrainType("bans")]
public sealed class BanGrain(
    [PersistentState("bans", "muster")] IPersistentState<BanBook> book, IRandomness randomness, TimeProvider clock, ILogger<BanGrain> log)
    : Grain, IBanGrain
{
    private string Agency => this.GetPrimaryKeyString();

    public async Task<Outcome<Ban>> Propose(Caller caller, BanProposal proposal) =>
        IsOurselves(caller)
            ? await Record(
                book.State.Propose(proposal, randomness.NextId(), clock.GetUtcNow()), AuditAction.BanProposed, new AuditActor("agent", Agency, proposal.StaffId))
            : Refusal.NotAllowed;

    public async Task<Outcome<EndedForAbuse>> Report(Caller caller, EndedForAbuse ended)
    {
        if (!IsOurselves(caller))
            return Refusal.NotAllowed;

        if (book.State.With(ended, clock.GetUtcNow()) is var next && next != book.State)
            await book.Store(next, this);
        return ended;
    }

    public Task<Outcome<Ban>> Approve(Caller caller, DecideBan command) => Decide(
        caller, command, AuditAction.BanApproved, () => book.State.Approve(caller, command, clock.GetUtcNow()));

    public Task<Outcome<Ban>> Refuse(Caller caller, DecideBan command) => Decide(
        caller, command, AuditAction.BanDeclined, () => book.State.Refuse(caller, command, clock.GetUtcNow()));

    public Task<Outcome<Ban>> Lift(Caller caller, DecideBan command) => Decide(
        caller, command, AuditAction.BanLifted, () => book.State.Lift(caller, command, clock.GetUtcNow()));

    public Task<Outcome<BanList>> List(Caller caller) => Task.FromResult<Outcome<BanList>>(
        IsSupervisor(caller) ? book.State.For(caller, clock.GetUtcNow()) : Refusal.NotAllowed);

    public Task<Outcome<BansInForce>> InForce(Caller caller) => Task.FromResult<Outcome<BansInForce>>(
        IsOurselves(caller) ? book.State.InForce(clock.GetUtcNow()) : Refusal.NotAllowed);

    private async Task<Outcome<Ban>> Decide(Caller caller, DecideBan command, string action, Func<Outcome<BanChange>> decide) =>
        IsSupervisor(caller, command.Id) ? await Record(decide(), action, AuditActor.Of(caller)) : Refusal.NotAllowed;

    /// <summary>Nothing becomes of a ban that is not in the audit log first; which, for whom, and not why: a reason may quote what was written.</summary>
    private async Task<Outcome<Ban>> Record(Outcome<BanChange> outcome, string action, AuditActor actor)
    {
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        var (next, ban) = outcome.Value;
        if (next != book.State)
        {
            await GrainFactory.Record(Agency, new AuditEvent(action, actor, new AuditSubject(AuditSubjectKind.Ban, ban.Id), Reason: $"{ban.Days} days"));
            await book.Store(next, this);
        }

        return ban;
    }

    private bool IsOurselves(Caller caller)
    {
        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Ban, null));
        return caller.Agency == Agency && caller.Role == Role.System;
    }

    private bool IsSupervisor(Caller caller, string? ban = null)
    {
        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Ban, ban));
        return caller.Agency == Agency && caller.Role == Role.Supervisor;
    }
}
