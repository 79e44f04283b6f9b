using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>The register of official accounts (S94): administrators keep it, auditors read it.</summary>
internal sealed class AccountEndpoints(Gate gate, IGrainFactory grains)
{
    private static readonly ImmutableArray<Role> Readers = [Role.Administrator, Role.Auditor];
    private static readonly ImmutableArray<Role> Keepers = [Role.Administrator];

    public void Map(ApiRoutes routes)
    {
        routes.Get("accounts", gate.Staff(Read, Readers), "The register of the agency's accounts, and what in it needs attention.",
            operation => operation.ForStaff(isRestricted: true).Asks("format", "csv or json for a file to keep; without it, JSON.")
                .Asks("reason", "Why a file is taken away, for the audit log; at most 190 characters.").Answers<AccountsAnswer>()
                .AnswersText("text/csv", "A line for each account; no cell is a formula."));
        routes.Post("accounts", gate.Staff(Add, Keepers), "Make an account.",
            operation => operation.ForStaff(isRestricted: true).Takes<NewAccountBody>().Answers<AccountAnswer>(StatusCodes.Status201Created));
        routes.Get("accounts/{username}", gate.Staff(ReadOne, Readers), "One account of the register.",
            operation => operation.ForStaff(isRestricted: true).Answers<AccountAnswer>().Problems(ProblemKind.NotFound));
        routes.Put("accounts/{username}", gate.Staff(Change, Keepers), "Change an account. A new role ends its sessions.",
            operation => operation.ForStaff(isRestricted: true).Takes<AccountBody>().Answers<AccountAnswer>().Problems(ProblemKind.NotFound));
        routes.Post("accounts/{username}/review", gate.Staff(Review, Keepers), "Say that an account was looked at, and by when it is to be again.",
            operation => operation.ForStaff(isRestricted: true).Takes<ReviewBody>().Answers<AccountAnswer>().Problems(ProblemKind.NotFound));
        routes.Post("accounts/{username}/disable", gate.Staff((http, staff) => Enable(http, staff, false), Keepers),
            "Let nobody sign in to an account any more: its sessions end, and what it holds goes back to the line.",
            operation => operation.ForStaff(isRestricted: true).TakesNothing().Answers<AccountAnswer>().Problems(ProblemKind.NotFound));
        routes.Post("accounts/{username}/enable", gate.Staff((http, staff) => Enable(http, staff, true), Keepers), "Let an account sign in again.",
            operation => operation.ForStaff(isRestricted: true).TakesNothing().Answers<AccountAnswer>().Problems(ProblemKind.NotFound));
    }

    private async Task Read(HttpContext http, StaffMemberOf staff)
    {
        var format = http.Request.Query["format"];
        if (format.Count > 1 || (format.Count == 1 && format != "csv" && format != "json"))
        {
            await http.RefuseField("format");
            return;
        }

        if (!Exports.IsReason(http.Request.Query["reason"]))
        {
            await http.RefuseField("reason");
            return;
        }

        if (await Report(http, staff) is not { } report)
            return;

        if (format.Count == 1)
            await grains.RecordExportOfAccounts(staff.Caller, format!, http.Request.Query["reason"]);
        if (format == "csv")
        {
            await Answer.Csv(http, AccountsCsv.Of(report), report.FileName("csv"));
            return;
        }

        if (format.Count == 1)
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{report.FileName("json")}\"";
        await Answer.Write(http, report, ApiJson.Default.AccountsAnswer);
    }

    private async Task ReadOne(HttpContext http, StaffMemberOf staff) => await Write(http, staff, UserName(http), StatusCodes.Status200OK);

    private async Task Add(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.NewAccountBody) is not { } body)
            return;

        if (WrongField(body) is { } field)
        {
            await http.RefuseField(field);
            return;
        }

        var account = new NewAccount(
            body.Username!, body.Password!, body.Officers![0]!, body.Alias!, Spelling.RoleOf(body.Role)!.Value, [.. body.Queues!], body.Capacity ?? AgentLimits.DefaultCapacity)
        {
            Registration = new Registration(body.Purpose!, [.. body.Officers!], body.Email!, body.ReviewBy!.Value, body.Shared),
            Skills = SkillsIn(body.Skills) ?? [],
        };
        await Done(http, staff, await Agency(staff).Register(staff.Caller, account), StatusCodes.Status201Created);
    }

    private async Task Change(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.AccountBody) is not { } body)
            return;

        if (WrongField(body) is { } field)
        {
            await http.RefuseField(field);
            return;
        }

        var change = new ChangeAccount(
            UserName(http), body.Alias!, Spelling.RoleOf(body.Role)!.Value, [.. body.Queues!], body.Capacity ?? AgentLimits.DefaultCapacity,
            new Registration(body.Purpose!, [.. body.Officers!], body.Email!, body.ReviewBy!.Value, body.Shared))
        {
            Skills = SkillsIn(body.Skills),
        };
        await Done(http, staff, await Agency(staff).ChangeAccount(staff.Caller, change));
    }

    private async Task Review(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.ReviewBody) is not { } body)
            return;

        if (body.ReviewBy is not { } by)
        {
            await http.RefuseField("reviewBy");
            return;
        }

        await Done(http, staff, await Agency(staff).ReviewAccount(staff.Caller, UserName(http), by));
    }

    private async Task Enable(HttpContext http, StaffMemberOf staff, bool isEnabled)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, new NothingBody()) is not null)
            await Done(http, staff, await Agency(staff).EnableAccount(staff.Caller, UserName(http), isEnabled));
    }

    private async Task Done(HttpContext http, StaffMemberOf staff, Outcome<RegisterAnswer> outcome, int status = StatusCodes.Status200OK)
    {
        if (!outcome.IsDone)
            await http.Refuse(outcome.Refusal.Value);
        else if (outcome.Value.Account is { } account)
            await Write(http, staff, account.Member.UserName, status);
        else
            await http.RefuseField(outcome.Value.Problems[0].Field, ProblemWording.Detail(outcome.Value.Problems[0].Fault));
    }

    private async Task Write(HttpContext http, StaffMemberOf staff, string userName, int status)
    {
        var line = await grains.GetGrain<IAccountReportGrain>(staff.Agency).ReadOne(staff.Caller, userName);
        if (line.IsDone)
            await Answer.Write(http, AccountAnswer.Of(line.Value), ApiJson.Default.AccountAnswer, status);
        else
            await http.Refuse(line.Refusal.Value);
    }

    private async Task<AccountsAnswer?> Report(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await grains.GetGrain<IAccountReportGrain>(staff.Agency).Read(staff.Caller);
        if (outcome.IsDone)
            return AccountsAnswer.Of(staff.Agency, outcome.Value);

        await http.Refuse(outcome.Refusal.Value);
        return null;
    }

    private IAgencyGrain Agency(StaffMemberOf staff) => grains.GetGrain<IAgencyGrain>(staff.Agency);

    private static ImmutableArray<SkillLevel>? SkillsIn(IReadOnlyDictionary<string, int>? skills) =>
        skills is null ? null : [.. skills.Select(skill => new SkillLevel(skill.Key, skill.Value))];

    private static string UserName(HttpContext http) => (string)http.Request.RouteValues["username"]!;

    private static string? WrongField(NewAccountBody body) =>
        body.Username is null ? "username"
        : body.Password is null ? "password"
        : WrongField(new AccountBody(body.Alias, body.Role, body.Queues, body.Purpose, body.Officers, body.Email, body.ReviewBy, body.Capacity, body.Shared));

    private static string? WrongField(AccountBody body) =>
        body.Alias is null ? "alias"
        : Spelling.RoleOf(body.Role) is null ? "role"
        : body.Queues is null || body.Queues.Contains(null) ? "queues"
        : body.Purpose is null ? "purpose"
        : body.Officers is null or [] || body.Officers.Contains(null) ? "officers"
        : body.Email is null ? "email"
        : body.ReviewBy is null ? "reviewBy"
        : null;
}
