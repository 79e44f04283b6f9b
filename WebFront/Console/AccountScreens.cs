using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Console;

/// <summary>One's own account: password, second factor, sessions. Forms alone, so that it works while nothing else does.</summary>
internal sealed class AccountScreens(StaffSessions sessions, KnownAgencies agencies)
{
    private const string Address = "/console/account";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (Delegate)((HttpContext http) => Show(http)));
        var forms = routes.MapGroup(Address).AddEndpointFilter<OwnForms>();
        forms.MapPost("/password", (Delegate)ChangePassword);
        forms.MapPost("/factor", (Delegate)BeginSecondFactor);
        forms.MapPost("/factor/confirm", (Delegate)ConfirmSecondFactor);
        forms.MapPost("/codes", (Delegate)RenewRecoveryCodes);
        forms.MapPost("/end", (Delegate)EndSession);
        forms.MapPost("/unlock", (Delegate)Unlock);
    }

    private async Task<IResult> ChangePassword(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (form["newPassword"] != form["again"])
            return await Show(http, view => view with { Error = ("again", "Account.Error.Again") });
        if (TooLong(form, "password", "newPassword"))
            return await Show(http, view => view with { Error = ("newPassword", "Account.Error.Weak") });

        var outcome = await Ask(http, (account, id) => account.ChangePassword(id, form["password"].ToString(), form["newPassword"].ToString()));
        return await Show(http, view => outcome.IsDone
            ? view with { Done = "Account.Done.Password" }
            : view with { Error = outcome.Refusal == Refusal.PasswordTooWeak ? ("newPassword", "Account.Error.Weak") : ("password", "Account.Error.Password") });
    }

    private async Task<IResult> BeginSecondFactor(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var outcome = TooLong(form, "password") ? Refusal.InvalidRequest : await Ask(http, (account, id) => account.BeginSecondFactor(id, form["password"].ToString()));
        return await Show(http, view => outcome.IsDone ? view with { Factor = outcome.Value } : view with { Error = ("factor-password", "Account.Error.Password") });
    }

    private async Task<IResult> ConfirmSecondFactor(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var outcome = TooLong(form, "code") ? Refusal.CodeNeeded : await Ask(http, (account, id) => account.ConfirmSecondFactor(id, form["code"].ToString()));
        return await Show(http, view => outcome.IsDone
            ? view with { Done = "Account.Done.Factor", Codes = outcome.Value.Codes }
            : view with { Factor = Again(form), Error = ("code", "Account.Error.Code") });
    }

    private async Task<IResult> RenewRecoveryCodes(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var outcome = TooLong(form, "password") ? Refusal.InvalidRequest : await Ask(http, (account, id) => account.RenewRecoveryCodes(id, form["password"].ToString()));
        return await Show(http, view => outcome.IsDone
            ? view with { Done = "Account.Done.Codes", Codes = outcome.Value.Codes }
            : view with { Error = ("codes-password", "Account.Error.Password") });
    }

    private async Task<IResult> EndSession(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var handle = form["session"].ToString() is { Length: > 0 and <= 64 } named ? named : null;
        var outcome = await Ask(http, (account, id) => account.EndOthers(id, handle));
        return await Show(http, view => outcome.IsDone ? view with { Done = handle is null ? "Account.Done.EndedAll" : "Account.Done.Ended" } : view);
    }

    private async Task<IResult> Unlock(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (TooLong(form, "password", "code"))
            return await Show(http, view => view with { Error = ("unlock-password", "Account.Error.Unlock") });

        var outcome = await Ask(http, (account, id) => account.Unlock(id, Filled(form, "password"), Filled(form, "code")));
        return await Show(http, view => outcome.IsDone ? view : view with { Error = ("unlock-password", "Account.Error.Unlock") });
    }

    private async Task<IResult> Show(HttpContext http, Func<AccountView, AccountView>? with = null)
    {
        if (Cookie(http) is not { } cookie || await sessions.Whose(cookie) is not { } staff)
            return new SeeOther("/console");

        // Whoever looks at this page is there.
        if (staff.Session.State == SessionState.Open)
            await sessions.Ask(cookie, (account, id) => account.Touch(id));
        var security = await sessions.Ask(cookie, (account, id) => account.OwnSecurity(id));
        var settings = (await agencies.Look(staff.Agency))?.Settings.SignIn ?? new SignInSettings();
        var view = new AccountView(staff, security.Value, settings.ShortestPassword);
        PagePolicy.Apply(http.Response, framedBy: "'none'");
        return new Page<AccountPage>(new Dictionary<string, object?> { [nameof(AccountPage.View)] = with is null ? view : with(view) });
    }

    /// <summary>The secret as the form had it, so that a mistyped code costs no new one. It is checked by nothing but our page.</summary>
    private static FactorSecret? Again(IFormCollection form) =>
        form["secret"].ToString() is { Length: > 0 and <= 64 } secret && form["uri"].ToString() is { Length: > 0 and <= 500 } uri ? new FactorSecret(secret, uri) : null;

    private static bool TooLong(IFormCollection form, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (form[field].ToString().Length > SignInDesk.LongestPassword)
                return true;
        }

        return false;
    }

    private static string? Filled(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private Task<Outcome<T>> Ask<T>(HttpContext http, Func<IAccountGrain, string, Task<Outcome<T>>> ask)
        where T : class => sessions.Ask(Cookie(http) ?? "", ask);

    private static string? Cookie(HttpContext http) => http.Request.Cookies[StaffCookie.Name];
}
