using Muster.Auditing;

namespace Muster.WebFront.Security;

/// <summary>No register leaves before its line is stored.</summary>
internal static class Exports
{
    public static Task RecordExport(this IGrainFactory grains, StaffMemberOf staff, string format) => grains.GetGrain<IAuditGrain>(staff.Agency).Record(
        new AuditEvent(AuditAction.AccountsExported, AuditActor.Of(staff.Caller), AuditSubject.Account(null), Reason: format));
}
