using Microsoft.Extensions.Primitives;
using Muster.Auditing;

namespace Muster.WebFront.Security;

/// <summary>No register leaves before its line is stored, and what is said about why is in it (S70).</summary>
internal static class Exports
{
    public static Task RecordExport(this IGrainFactory grains, StaffMemberOf staff, string format, string? reason) => grains.GetGrain<IAuditGrain>(staff.Agency).Record(
        new AuditEvent(AuditAction.AccountsExported, AuditActor.Of(staff.Caller), AuditSubject.Account(null), Reason: Told(format, reason)));

    /// <summary>Whether that can be a reason; there need be none.</summary>
    public static bool IsReason(StringValues reason) => reason.Count == 0 || (reason.Count == 1 && reason[0] is { Length: <= AuditLimits.LongestExportReason });

    /// <summary>As a line has it.</summary>
    public static string Told(string format, string? reason) => string.IsNullOrWhiteSpace(reason) ? format : $"{format}: {reason.Trim()}";
}
