using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
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
        log.NoteForeign(caller, agency, "closed conversations");
        return Task.FromResult<Outcome<ClosedConversations>>(
            caller.Role == Role.System && caller.Agency == agency ? new ClosedConversations(register.State.Items) : Refusal.NotAllowed);
    }
}
