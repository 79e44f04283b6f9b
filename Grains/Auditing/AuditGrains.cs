using Muster.Identity;

namespace Muster.Auditing;

/// <summary>How a grain records what it does. Awaited where it must not happen unrecorded; with <c>Ignore</c> where the line may get lost with the process.</summary>
internal static class AuditGrains
{
    public static Task Record(this IGrainFactory grains, string agency, AuditEvent audited) => grains.GetGrain<IAuditGrain>(agency).Record(audited);

    public static Task Refused(this IGrainFactory grains, string agency, Caller caller, AuditSubject asked, string reason) =>
        grains.Record(agency, new AuditEvent(AuditAction.Refused, AuditActor.Of(caller), asked, AuditOutcome.Refused, reason));
}
