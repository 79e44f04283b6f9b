using Muster.Auditing;
using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Starting;

/// <summary>Has each destruction of an agency's keys in its audit log, and all of them in the node's own.</summary>
internal sealed class AuditOfKeys(IGrainFactory grains, ILogger<LogOfKeys> log) : IKeyWitness
{
    private readonly LogOfKeys _log = new(log);

    public async Task Destroyed(KeyScope scope, string period, DateTimeOffset at)
    {
        if (scope.Agency != KeyScope.NoAgency)
        {
            await grains.GetGrain<IAuditGrain>(scope.Agency).Record(new AuditEvent(
                AuditAction.KeyDestroyed, AuditActor.System(scope.Agency), new AuditSubject(AuditSubjectKind.Key, $"{scope.Name[(scope.Agency.Length + 1)..]}/{period}")));
        }

        await _log.Destroyed(scope, period, at);
    }
}
