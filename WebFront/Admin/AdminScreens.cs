using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Admin;

/// <summary>The administrator's and the auditor's pages: forms and links alone, over the same grains as the API.</summary>
internal static class AdminScreens
{
    public static IServiceCollection AddAdminScreens(this IServiceCollection services) => services.AddSingleton<AdminDoor>().AddSingleton<AdminDesk>().AddSingleton<AuditDesk>();

    public static IEndpointRouteBuilder MapAdminScreens(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin");
        admin.MapGet("", (HttpContext http, AdminDoor door, AdminDesk desk) => door.Open(http, desk.Overview));
        admin.MapGet("/accounts", (HttpContext http, AdminDoor door, AdminDesk desk) => door.Open(http, view => desk.Accounts(view, AccountsView.Read(http.Request.Query))));
        admin.MapGet("/export-accounts", (HttpContext http, AdminDoor door, AdminDesk desk, string? format, string? reason) => door.Open(http, view => desk.Export(view, format == "json", reason)));
        admin.MapGet("/new-account", (HttpContext http, AdminDoor door) => door.OpenForKeepers(http, view => Task.FromResult(AdminDesk.NewAccount(view))));
        admin.MapGet("/accounts/{username}", (HttpContext http, AdminDoor door, AdminDesk desk, string username, string? done) =>
            door.Open(http, view => desk.Account(view, username, done)));
        admin.MapGet("/accounts/{username}/edit", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.Edit(view, username)));
        foreach (var act in (string[])["Disable", "Enable", "Sessions", "Factor"])
            admin.MapGet($"/accounts/{{username}}/{act.ToLowerInvariant()}", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.Confirm(view, username, act)));
        admin.MapGet("/settings", (HttpContext http, AdminDoor door, AdminDesk desk) => door.Open(http, desk.Settings));
        admin.MapGet("/audit", (HttpContext http, AdminDoor door, AuditDesk desk) => door.OpenForAuditors(http, view => desk.Search(view, AuditAsked.Read(http.Request.Query))));

        admin.MapGet("/audit/anomalies", (HttpContext http, AdminDoor door, AuditDesk desk, string? from, string? until) => door.OpenForAuditors(http, view => desk.Anomalies(view, from, until)));

        var forms = admin.MapGroup("").AddEndpointFilter<OwnForms>();
        forms.MapPost("/new-account", (HttpContext http, AdminDoor door, AdminDesk desk) => door.OpenForKeepers(http, view => desk.Make(view, http)));
        forms.MapPost("/accounts/{username}/edit", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.Change(view, http, username)));
        forms.MapPost("/accounts/{username}/review", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.Review(view, http, username)));
        foreach (var act in (string[])["Disable", "Enable"])
            forms.MapPost($"/accounts/{{username}}/{act.ToLowerInvariant()}", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.Enable(view, username, act)));
        forms.MapPost("/accounts/{username}/sessions", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.EndSessions(view, http, username)));
        forms.MapPost("/accounts/{username}/factor", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.ResetSecondFactor(view, username)));
        forms.MapPost("/accounts/{username}/password", (HttpContext http, AdminDoor door, AdminDesk desk, string username) => door.OpenForKeepers(http, view => desk.ResetPassword(view, http, username)));
        forms.MapPost("/audit/verification", (HttpContext http, AdminDoor door, AuditDesk desk) => door.OpenForAuditors(http, desk.Verify));
        forms.MapPost("/sign-out", SignOut);
        return routes;
    }

    private static async Task<IResult> SignOut(HttpContext http, StaffSessions sessions)
    {
        if (http.Request.Cookies[StaffCookie.Name] is { } cookie)
            await sessions.SignOut(cookie);
        http.Response.Cookies.Delete(StaffCookie.Name, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true });
        return new SeeOther("/console");
    }
}
