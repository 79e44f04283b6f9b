using System.Text.Json;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What stands out in what staff did (S105), for the signed-in auditor's agency.</summary>
internal sealed class AnomalyEndpoints(Gate gate, AnomalyDesk desk)
{
    public void Map(ApiRoutes routes) => routes.Get("audit/anomalies", gate.Staff(Count, Role.Auditor), "What each member of staff did in some days, and who stands out; for auditors.",
        operation => operation.ForStaff(isRestricted: true)
            .Asks("from", "The first day, as 2026-11-22, by the agency's clocks; without it, six days before the last.")
            .Asks("to", "The last day, at most 30 after the first; without it, today.")
            .Answers<AnomaliesAnswer>());

    private async Task Count(HttpContext http, StaffMemberOf staff)
    {
        var asked = http.Request.Query;
        if (await desk.Days(staff, asked["from"], asked["to"]) is not { } days)
        {
            await http.RefuseField(asked.ContainsKey("to") ? "to" : "from");
            return;
        }

        var outcome = await desk.Count(staff, days);
        await (outcome.IsDone ? Answer.Write(http, Of(days, outcome.Value), ApiJson.Default.AnomaliesAnswer) : http.Refuse(outcome.Refusal.Value));
    }

    private static AnomaliesAnswer Of(AnomalyDays days, AnomalyReport report) => new(
        days.From,
        days.To,
        report.LookedAt,
        report.CountedUntil,
        report.CountedUntil >= days.Until,
        report.Unreadable,
        AuditLimits.OutlierTimes,
        AuditLimits.OutlierLeast,
        [.. report.Staff.Select(Of)],
        Of(report.Others));

    private static StaffAnomaliesAnswer Of(StaffFigures staff) => new(
        staff.StaffId, staff.UserName, staff.Role, Of(staff.Figures), Of(staff.Usual), [.. staff.Outliers.Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()))]);

    private static AnomalyFiguresAnswer Of(AnomalyFigures figures) => new(figures.Reads, figures.Exports, figures.Names, figures.Refusals, figures.FailedSignIns);
}
