using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>Keeps <see cref="ReturnCodes"/> stored.</summary>
[GrainType("return-codes")]
public sealed class ReturnCodesGrain(
    [PersistentState("codes", "muster")] IPersistentState<ReturnCodes> codes, TimeProvider clock, ILogger<ReturnCodesGrain> log)
    : Grain, IReturnCodesGrain
{
    private string Agency => GrainKey.AgencyOf(this.GetPrimaryKeyString());

    public async Task<Outcome<ReturnPlace>> Keep(Caller caller, string hash)
    {
        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Conversation, null));
        if (caller.Role != Role.Citizen || caller.Agency != Agency || caller.Conversation is not { } conversation || GrainKey.AgencyOf(conversation) != Agency)
            return Refusal.NotFound;

        var outcome = codes.State.Keep(hash, conversation, clock.GetUtcNow());
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        if (outcome.Value != codes.State)
            await codes.Store(outcome.Value, this);
        return outcome.Value.Places[hash];
    }

    public Task<Outcome<ReturnPlace>> Find(Caller caller, string hash)
    {
        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Conversation, null));
        return Task.FromResult<Outcome<ReturnPlace>>(
            caller.Role == Role.System && caller.Agency == Agency && codes.State.Find(hash, clock.GetUtcNow()) is { } place ? place : Refusal.NotFound);
    }
}
