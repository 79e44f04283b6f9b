using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Admin;

/// <summary>Asks the register and puts its answer on a page; what is wrong with a form stands on that form.</summary>
internal sealed class AdminDesk(IGrainFactory grains, StaffSessions sessions, IStringLocalizer<AdminWording> say)
{
    /// <summary>What a page may say it has done; anything else in the address is not believed.</summary>
    private static readonly string[] Dones = ["added", "changed", "reviewed", "disabled", "enabled", "ended", "ended-all", "factor-reset", "password-set"];

    public Task<IResult> Overview(AdminView view) => WithReport(view, report => new Page<OverviewPage>(new Dictionary<string, object?>
    {
        [nameof(OverviewPage.View)] = view,
        [nameof(OverviewPage.Report)] = report,
    }));

    public Task<IResult> Accounts(AdminView view, AccountsView asked) => WithReport(view, report => new Page<AccountsPage>(new Dictionary<string, object?>
    {
        [nameof(AccountsPage.View)] = view,
        [nameof(AccountsPage.Report)] = report,
        [nameof(AccountsPage.Asked)] = asked,
    }));

    /// <param name="reason">As it was typed; what is too long for a line is cut.</param>
    public async Task<IResult> Export(AdminView view, bool isJson, string? reason)
    {
        await grains.RecordExportOfAccounts(view.Staff.Caller, isJson ? "json" : "csv", reason);
        return await WithReport(view, report => File(view, report, isJson));
    }

    private static IResult File(AdminView view, AccountReport report, bool isJson)
    {
        var register = AccountsAnswer.Of(view.Staff.Agency, report);
        return isJson
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(register, ApiJson.Default.AccountsAnswer), "application/json", register.FileName("json"))
            : Results.File(Encoding.UTF8.GetBytes(AccountsCsv.Of(register)), "text/csv; charset=utf-8", register.FileName("csv"));
    }

    public async Task<IResult> Settings(AdminView view)
    {
        var calendar = await grains.GetGrain<IAgencyGrain>(view.Staff.Agency).Calendar(view.Staff.Caller);
        return calendar.IsDone
            ? new Page<SettingsPage>(new Dictionary<string, object?> { [nameof(SettingsPage.View)] = view, [nameof(SettingsPage.Calendar)] = calendar.Value })
            : AdminDoor.Refused(calendar.Refusal.Value);
    }

    public Task<IResult> Account(AdminView view, string userName, string? done) => WithLine(view, userName, line => Show(view, line, done: done));

    public static IResult NewAccount(AdminView view) => EditPage(view, new AccountForm(), [], isNew: true);

    public Task<IResult> Edit(AdminView view, string userName) => WithLine(view, userName, line => EditPage(view, AccountForm.Of(line.Account), [], isNew: false));

    public Task<IResult> Confirm(AdminView view, string userName, string act) => WithLine(view, userName, line => ConfirmPage(view, line.Account.Member.UserName, act, []));

    public async Task<IResult> Make(AdminView view, HttpContext http)
    {
        var sent = await http.Request.ReadFormAsync();
        var form = AccountForm.Read(sent);
        var outcome = await Agency(view).Register(view.Staff.Caller, form.ToMake(sent["password"].ToString()));
        return After(outcome, "added", problems => EditPage(view, form, problems, isNew: true));
    }

    public async Task<IResult> Change(AdminView view, HttpContext http, string userName)
    {
        var form = AccountForm.Read(await http.Request.ReadFormAsync()) with { UserName = userName };
        var outcome = await Agency(view).ChangeAccount(view.Staff.Caller, form.ToChange(userName));
        return After(outcome, "changed", problems => EditPage(view, form, problems, isNew: false));
    }

    public async Task<IResult> Review(AdminView view, HttpContext http, string userName)
    {
        var by = (await http.Request.ReadFormAsync())["reviewBy"].ToString();
        var outcome = await Agency(view).ReviewAccount(view.Staff.Caller, userName, AccountForm.DayOr(by));
        return outcome is { Value.Problems.IsEmpty: false }
            ? await WithLine(view, userName, line => Show(view, line, by, Words(outcome.Value.Problems)))
            : After(outcome, "reviewed", _ => AdminDoor.NotThere());
    }

    /// <param name="act">Disable or Enable.</param>
    public async Task<IResult> Enable(AdminView view, string userName, string act) => After(
        await Agency(view).EnableAccount(view.Staff.Caller, userName, act == "Enable"),
        act == "Enable" ? "enabled" : "disabled",
        problems => ConfirmPage(view, userName, act, problems));

    /// <summary>Ends one of an account's sessions, or all where the form names none (S96).</summary>
    public async Task<IResult> EndSessions(AdminView view, HttpContext http, string userName)
    {
        var handle = (await http.Request.ReadFormAsync())["session"].ToString() is { Length: > 0 } named ? named : null;
        return await LookAfter(view, userName, handle is null ? "ended-all" : "ended", account => account.EndSessions(view.Staff.Caller, handle));
    }

    public Task<IResult> ResetSecondFactor(AdminView view, string userName) =>
        LookAfter(view, userName, "factor-reset", account => account.ResetSecondFactor(view.Staff.Caller));

    public async Task<IResult> ResetPassword(AdminView view, HttpContext http, string userName)
    {
        var password = (await http.Request.ReadFormAsync())["newPassword"].ToString();
        return await LookAfter(view, userName, "password-set", account => account.ResetPassword(view.Staff.Caller, password));
    }

    private async Task<IResult> LookAfter(AdminView view, string userName, string done, Func<IAccountGrain, Task<Outcome<AccountSecurity>>> ask)
    {
        if (!Names.IsUserName(userName))
            return AdminDoor.NotThere();

        var outcome = await ask(AccountOf(view, userName));
        sessions.Forget(view.Staff.Agency, userName);
        return outcome.IsDone ? new SeeOther($"/admin/accounts/{userName.ToLowerInvariant()}?done={done}")
            : outcome.Refusal == Refusal.PasswordTooWeak ? await WithLine(view, userName, line => Show(view, line, errors: [new FieldProblem("newPassword", say["Fault.newPassword"])]))
            : AdminDoor.Refused(outcome.Refusal.Value);
    }

    private IResult After(Outcome<RegisterAnswer> outcome, string done, Func<IReadOnlyList<FieldProblem>, IResult> again)
    {
        if (!outcome.IsDone)
            return AdminDoor.Refused(outcome.Refusal.Value);

        return outcome.Value.Account is { } account
            ? new SeeOther($"/admin/accounts/{account.Member.UserName}?done={done}")
            : again(Words(outcome.Value.Problems));
    }

    private async Task<IResult> WithReport(AdminView view, Func<AccountReport, IResult> show)
    {
        var report = await grains.GetGrain<IAccountReportGrain>(view.Staff.Agency).Read(view.Staff.Caller);
        return report.IsDone ? show(report.Value) : AdminDoor.Refused(report.Refusal.Value);
    }

    private Task<IResult> WithLine(AdminView view, string userName, Func<AccountLine, IResult> show) =>
        WithLine(view, userName, line => Task.FromResult(show(line)));

    private async Task<IResult> WithLine(AdminView view, string userName, Func<AccountLine, Task<IResult>> show)
    {
        var line = await grains.GetGrain<IAccountReportGrain>(view.Staff.Agency).ReadOne(view.Staff.Caller, userName);
        return line.IsDone ? await show(line.Value) : AdminDoor.Refused(line.Refusal.Value);
    }

    private async Task<IResult> Show(AdminView view, AccountLine line, string? typed = null, IReadOnlyList<FieldProblem>? errors = null, string? done = null)
    {
        var security = view.IsKeeper ? await AccountOf(view, line.Account.Member.UserName).Security(view.Staff.Caller) : default;
        return new Page<AccountPage>(
            new Dictionary<string, object?>
            {
                [nameof(AccountPage.View)] = view,
                [nameof(AccountPage.Line)] = line,
                [nameof(AccountPage.NextReview)] = typed ?? "",
                [nameof(AccountPage.Security)] = security.Value,
                [nameof(AccountPage.Done)] = Dones.Contains(done) ? done : null,
                [nameof(AccountPage.Errors)] = errors ?? [],
            },
            Status(errors ?? []));
    }

    private static Page<EditAccountPage> EditPage(AdminView view, AccountForm form, IReadOnlyList<FieldProblem> errors, bool isNew) => new(
        new Dictionary<string, object?>
        {
            [nameof(EditAccountPage.View)] = view,
            [nameof(EditAccountPage.Form)] = form,
            [nameof(EditAccountPage.Errors)] = errors,
            [nameof(EditAccountPage.IsNew)] = isNew,
        },
        Status(errors));

    private static Page<ConfirmPage> ConfirmPage(AdminView view, string userName, string act, IReadOnlyList<FieldProblem> errors) => new(
        new Dictionary<string, object?>
        {
            [nameof(Admin.ConfirmPage.View)] = view,
            [nameof(Admin.ConfirmPage.UserName)] = userName,
            [nameof(Admin.ConfirmPage.Act)] = act,
            [nameof(Admin.ConfirmPage.Errors)] = errors,
        },
        Status(errors));

    private static int Status(IReadOnlyList<FieldProblem> errors) => errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    private IReadOnlyList<FieldProblem> Words(IEnumerable<AccountProblem> problems) => [.. problems.Select(problem => FieldProblem.Of(problem, say))];

    private IAccountGrain AccountOf(AdminView view, string userName) =>
        grains.GetGrain<IAccountGrain>(GrainKey.Of(view.Staff.Agency, userName.ToLowerInvariant()));

    private IAgencyGrain Agency(AdminView view) => grains.GetGrain<IAgencyGrain>(view.Staff.Agency);
}
