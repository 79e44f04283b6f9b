using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;

namespace Muster.WebFront.Admin;

/// <summary>Asks the audit log and puts its answer on a page. The log's grain decides who may read it, and records that it was read.</summary>
internal sealed class AuditDesk(IGrainFactory grains, AnomalyDesk anomalies)
{
    /// <summary>Nothing in particular.</summary>
    private static readonly AuditAsked Anything = new("", "", "", "", "", 0);

    public Task<IResult> Search(AdminView view, AuditAsked asked) => Show(view, asked, report: null);

    public async Task<IResult> Verify(AdminView view)
    {
        var report = await Log(view).Verify(view.Staff.Caller, new AuditCheck(From: null, Expected: null));
        return report.IsDone ? await Show(view, Anything, report.Value) : AdminDoor.Refused(report.Refusal.Value);
    }

    /// <summary>What stands out in some days; in the last seven where they are not said, or make no sense.</summary>
    public async Task<IResult> Anomalies(AdminView view, string? from, string? until)
    {
        var days = await anomalies.Days(view.Staff, from, until);
        var isUnderstood = days is not null;
        days ??= await anomalies.Days(view.Staff, from: null, to: null);
        if (days is null)
            return AdminDoor.NotThere();

        var outcome = await anomalies.Count(view.Staff, days);
        return outcome.IsDone
            ? new Page<AnomaliesPage>(new Dictionary<string, object?>
            {
                [nameof(AnomaliesPage.View)] = view,
                [nameof(AnomaliesPage.From)] = days.From,
                [nameof(AnomaliesPage.Until)] = days.To,
                [nameof(AnomaliesPage.IsUnderstood)] = isUnderstood,
                [nameof(AnomaliesPage.Report)] = outcome.Value,
                [nameof(AnomaliesPage.IsComplete)] = outcome.Value.CountedUntil >= days.Until,
            })
            : AdminDoor.Refused(outcome.Refusal.Value);
    }

    private async Task<IResult> Show(AdminView view, AuditAsked asked, AuditReport? report)
    {
        var staff = await grains.GetGrain<IAgencyGrain>(view.Staff.Agency).Accounts(view.Staff.Caller);
        if (!staff.IsDone)
            return AdminDoor.Refused(staff.Refusal.Value);

        var query = asked.ToQuery(view.Agency, staff.Value.Accounts);
        var found = await Log(view).Search(view.Staff.Caller, query);
        if (!found.IsDone && found.Refusal != Refusal.InvalidRequest)
            return AdminDoor.Refused(found.Refusal.Value);

        return new Page<AuditLogPage>(new Dictionary<string, object?>
        {
            [nameof(AuditLogPage.View)] = view,
            [nameof(AuditLogPage.Asked)] = asked,
            [nameof(AuditLogPage.Found)] = found.Value ?? new AuditPage([], Next: 0, IsComplete: true, Unreadable: 0),
            [nameof(AuditLogPage.Export)] = AuditAsked.Export(query),
            [nameof(AuditLogPage.Names)] = staff.Value.Accounts.ToDictionary(account => account.Member.StaffId, account => account.Member.UserName),
            [nameof(AuditLogPage.Checked)] = report,
        });
    }

    private IAuditGrain Log(AdminView view) => grains.GetGrain<IAuditGrain>(view.Staff.Agency);
}
