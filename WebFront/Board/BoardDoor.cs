using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>Who comes to a page of the board: whoever is not signed in goes to the console. What they may see and do is decided by the grain that is asked.</summary>
internal sealed class BoardDoor(StaffSessions sessions, Budgets budgets, KnownAgencies agencies)
{
    /// <summary>Says that the page draws itself anew, which is no sign of anybody; without script its address says it.</summary>
    private const string ByItself = "Muster-By-Itself";

    public async Task<IResult> Open(HttpContext http, Allowance on, Role[] roles, Func<StaffMemberOf, AgencyNow, Task<IResult>> show)
    {
        Languages.Choose(http.Request);
        PagePolicy.Apply(http.Response, framedBy: "'none'");
        http.Response.Headers.CacheControl = "no-store";
        var cookie = http.Request.Cookies[StaffCookie.Name];
        var staff = cookie is null ? null : http.Request.Headers.ContainsKey(ByItself) || http.Request.Query["by"] == "itself" ? await sessions.Whose(cookie) : await sessions.Of(cookie);
        if (staff is not { IsOpen: true } || await agencies.Look(staff.Agency) is not { } agency)
            return new SeeOther("/console");
        if (!roles.Contains(staff.Caller.Role))
            return Nothing(StatusCodes.Status403Forbidden);
        return budgets.Spend(staff.Session.Id, isStaff: true, on) is null ? await show(staff, agency) : Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    public static Page<BoardPage> Nothing(int status) => new(new Dictionary<string, object?>(), status);
}
