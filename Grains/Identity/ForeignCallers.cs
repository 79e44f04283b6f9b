using Microsoft.Extensions.Logging;
using Muster.Auditing;

namespace Muster.Identity;

/// <summary>Whoever reaches across agencies is refused by the grain that is asked, and noted: in the process's log, and in the audit log of the agency that was asked (S97).</summary>
public static class ForeignCallers
{
    /// <summary>Notes a caller of another agency; those of <paramref name="agency"/> go unnoticed. Nobody waits for the line: it takes nothing away from who asks.</summary>
    public static void NoteForeign(this ILogger log, IGrainFactory grains, Caller caller, string agency, AuditSubject asked)
    {
        if (caller.Agency == agency)
            return;

        log.LogWarning(
            "{Role} {Who} of agency {CallersAgency} asked agency {Agency} for {Asked} and was refused",
            caller.Role,
            caller.StaffId ?? caller.Conversation,
            caller.Agency,
            agency,
            asked.Id is null ? asked.Kind : GrainKey.Of(agency, asked.Id));
        grains.Refused(agency, caller, asked, "other-agency").Ignore();
    }
}
