using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What a member of staff does about their own account: password, second factor, sessions. The account itself checks the session.</summary>
internal sealed class OwnAccountEndpoints(Gate gate, StaffSessions sessions)
{
    public void Map(ApiRoutes routes)
    {
        routes.Put("session/password", gate.Account(ChangePassword), "Change the password. All other sessions end.",
            operation => operation.ForStaff().Takes<PasswordBody>().AnswersNothing());
        routes.Post("session/second-factor", gate.Account(BeginSecondFactor), "A new second factor; it counts once a code of it is confirmed.",
            operation => operation.ForStaff().Takes<PasswordOnlyBody>().Answers<FactorAnswer>());
        routes.Post("session/second-factor/confirm", gate.Account(ConfirmSecondFactor), "The first code of the new second factor. All other sessions end.",
            operation => operation.ForStaff().Takes<CodeBody>().Answers<RecoveryCodesAnswer>());
        routes.Post("session/recovery-codes", gate.Account(RenewRecoveryCodes), "New recovery codes in place of the old ones.",
            operation => operation.ForStaff().Takes<PasswordOnlyBody>().Answers<RecoveryCodesAnswer>());
        routes.Get("sessions", gate.Account(Look), "One's own sessions and trusted devices.",
            operation => operation.ForStaff(isRestricted: true).Answers<AccountSecurityAnswer>());
        routes.Delete("sessions", gate.Account(EndOthers), "End all other sessions of one's own, and trust no other device.",
            operation => operation.ForStaff().Answers<AccountSecurityAnswer>());
        routes.Delete("sessions/{session}", gate.Account(EndOne), "End another session of one's own.",
            operation => operation.ForStaff().Answers<AccountSecurityAnswer>().Problems(ProblemKind.NotFound));
    }

    private async Task ChangePassword(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.PasswordBody) is not { } body)
            return;

        if (!IsPassword(body.Password) || body.NewPassword is null)
        {
            await http.RefuseField(body.NewPassword is null ? "newPassword" : "password");
            return;
        }

        var outcome = await Ask(http, (account, id) => account.ChangePassword(id, body.Password!, body.NewPassword));
        await Tell(http, outcome, "password", _ => Answer.Nothing(http));
    }

    private async Task BeginSecondFactor(HttpContext http, StaffMemberOf staff)
    {
        if (await Password(http) is { } password)
        {
            await Tell(http, await Ask(http, (account, id) => account.BeginSecondFactor(id, password)), "password", factor =>
                Answer.Write(http, new FactorAnswer(factor.Secret, factor.Uri), ApiJson.Default.FactorAnswer));
        }
    }

    private async Task ConfirmSecondFactor(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.CodeBody) is not { } body)
            return;

        if (body.Code is null or { Length: > SignInDesk.LongestCode })
        {
            await http.RefuseField("code");
            return;
        }

        var outcome = await Ask(http, (account, id) => account.ConfirmSecondFactor(id, body.Code));
        await (outcome.Refusal == Refusal.CodeNeeded ? http.RefuseField("code") : Tell(http, outcome, "code", codes => Write(http, codes)));
    }

    private async Task RenewRecoveryCodes(HttpContext http, StaffMemberOf staff)
    {
        if (await Password(http) is { } password)
            await Tell(http, await Ask(http, (account, id) => account.RenewRecoveryCodes(id, password)), "password", codes => Write(http, codes));
    }

    private async Task Look(HttpContext http, StaffMemberOf staff) =>
        await Tell(http, await Ask(http, (account, id) => account.OwnSecurity(id)), "", security => AccountAnswers.Write(http, security));

    private async Task EndOthers(HttpContext http, StaffMemberOf staff) =>
        await Tell(http, await Ask(http, (account, id) => account.EndOthers(id, handle: null)), "", security => AccountAnswers.Write(http, security));

    private async Task EndOne(HttpContext http, StaffMemberOf staff)
    {
        var handle = (string)http.Request.RouteValues["session"]!;
        await Tell(http, await Ask(http, (account, id) => account.EndOthers(id, handle)), "", security => AccountAnswers.Write(http, security));
    }

    private Task<Outcome<T>> Ask<T>(HttpContext http, Func<IAccountGrain, string, Task<Outcome<T>>> ask)
        where T : class => sessions.Ask(http.Request.Cookies[StaffCookie.Name] ?? "", ask);

    /// <param name="field">What an invalid request is about.</param>
    private static Task Tell<T>(HttpContext http, Outcome<T> outcome, string field, Func<T, Task> write)
        where T : class =>
        outcome.IsDone ? write(outcome.Value)
        : outcome.Refusal == Refusal.InvalidRequest ? http.RefuseField(field)
        : http.Refuse(outcome.Refusal.Value);

    private static async ValueTask<string?> Password(HttpContext http)
    {
        if (await Body.Read(http, ApiJson.Default.PasswordOnlyBody) is not { } body)
            return null;
        if (IsPassword(body.Password))
            return body.Password;

        await http.RefuseField("password");
        return null;
    }

    private static bool IsPassword(string? password) => password is { Length: <= SignInDesk.LongestPassword };

    private static Task Write(HttpContext http, RecoveryCodeList codes) =>
        Answer.Write(http, new RecoveryCodesAnswer(codes.Codes), ApiJson.Default.RecoveryCodesAnswer);
}
