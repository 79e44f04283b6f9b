using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.Records;

/// <summary>Keeps one <see cref="Register"/>; what it has taken is durable.</summary>
[GrainType("register")]
public sealed class RegisterGrain([PersistentState("register", "muster")] IPersistentState<Register> register, ILogger<RegisterGrain> log)
    : Grain, IRegisterGrain
{
    public async Task Add(ImmutableArray<ClosedConversation> closed)
    {
        var next = register.State.With(closed);
        if (next != register.State) await register.Store(next, this);
    }

    public Task<Outcome<ClosedConversations>> All(Caller caller)
    {
        var agency = GrainKey.AgencyOf(this.GetPrimaryKeyString());
        log.NoteForeign(GrainFactory, caller, agency, new AuditSubject(AuditSubjectKind.Register, null));
        return Task.FromResult<Outcome<ClosedConversations>>(
            caller.Role == Role.System && caller.Agency == agency ? new ClosedConversations(register.State.Items) : Refusal.NotAllowed);
    }
}
