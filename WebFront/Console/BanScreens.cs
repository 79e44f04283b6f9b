using Muster.Bans;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Console;

/// <summary>The supervisors' page of bans, and its one form.</summary>
internal static class BanScreens
{
    public static IEndpointRouteBuilder MapBans(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/bans", Show);
        routes.MapGroup("").AddEndpointFilter<OwnForms>().MapPost("/console/bans/{ban}", Decide);
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, StaffSessions sessions, Budgets budgets, IGrainFactory grains, KnownAgencies agencies, string? problem = null) =>
        Open(http, sessions, budgets, Allowance.Reads, async staff =>
        {
            var list = await grains.GetGrain<IBanGrain>(staff.Agency).List(staff.Caller);
            var settings = (await agencies.Look(staff.Agency))?.Settings;
            return new Page<BansPage>(new Dictionary<string, object?>
            {
                [nameof(BansPage.List)] = list.Value,
                [nameof(BansPage.Problem)] = problem is null ? null : "Bans.Failed",
                [nameof(BansPage.Zone)] = settings is not null && TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            });
        });

    private static Task<IResult> Decide(string ban, HttpContext http, StaffSessions sessions, Budgets budgets, KnownBans known, IGrainFactory grains) =>
        Open(http, sessions, budgets, Allowance.Writes, async staff =>
        {
            var bans = grains.GetGrain<IBanGrain>(staff.Agency);
            var command = new DecideBan(ban, staff.Member.Alias);
            var outcome = (await http.Request.ReadFormAsync())["decision"].ToString() switch
            {
                "approve" => await Again.IfUnknown(() => bans.Approve(staff.Caller, command)),
                "refuse" => await Again.IfUnknown(() => bans.Refuse(staff.Caller, command)),
                "lift" => await Again.IfUnknown(() => bans.Lift(staff.Caller, command)),
                _ => Refusal.InvalidRequest,
            };
            known.Forget(staff.Agency);
            return outcome.Refusal == Refusal.NotFound
                ? Nothing(StatusCodes.Status404NotFound)
                : new SeeOther(outcome.IsDone ? "/console/bans" : "/console/bans?problem=1");
        });

    private static async Task<IResult> Open(HttpContext http, StaffSessions sessions, Budgets budgets, Allowance on, Func<StaffMemberOf, Task<IResult>> show)
    {
        PagePolicy.Apply(http.Response, framedBy: "'none'");
        if (http.Request.Cookies[StaffCookie.Name] is not { } cookie || await sessions.Of(cookie) is not { } staff)
            return new SeeOther("/console");
        if (staff.Caller.Role != Role.Supervisor)
            return Nothing(StatusCodes.Status403Forbidden);

        return budgets.Spend(staff.Session.Id, isStaff: true, on) is null ? await show(staff) : Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    private static Page<BansPage> Nothing(int status) => new(new Dictionary<string, object?>(), status);
}
