using Microsoft.Extensions.Primitives;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>No copy leaves before its line is stored, and what is said about why is in it (S70).</summary>
internal static class Exports
{
    public static Task RecordExport(this IGrainFactory grains, Caller caller, string action, AuditSubject subject, string format, string? reason) =>
        grains.GetGrain<IAuditGrain>(caller.Agency).Record(new AuditEvent(action, AuditActor.Of(caller), subject, Reason: Told(format, reason)));

    public static Task RecordExportOfAccounts(this IGrainFactory grains, Caller caller, string format, string? reason) =>
        grains.RecordExport(caller, AuditAction.AccountsExported, AuditSubject.Account(null), format, reason);

    /// <summary>Whether that can be a reason; there need be none.</summary>
    public static bool IsReason(StringValues reason) => reason.Count == 0 || (reason.Count == 1 && reason[0] is { Length: <= AuditLimits.LongestExportReason });

    /// <summary>As a line has it.</summary>
    private static string Told(string format, string? reason) => string.IsNullOrWhiteSpace(reason) ? format : $"{format}: {reason.Trim()}";
}
