using Muster.Identity;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Admin;

/// <summary>Who comes to an administrator's page: whoever is not signed in goes to the console, and what is not theirs is not shown. What they may do is decided by the grain that is asked.</summary>
internal sealed class AdminDoor(StaffSessions sessions, KnownAgencies agencies, ILogger<AdminDoor> log)
{
    /// <summary>For administrators and auditors.</summary>
    public Task<IResult> Open(HttpContext http, Func<AdminView, Task<IResult>> show) => Open(http, show, Role.Administrator, Role.Auditor);

    /// <summary>For administrators alone.</summary>
    public Task<IResult> OpenForKeepers(HttpContext http, Func<AdminView, Task<IResult>> show) => Open(http, show, Role.Administrator);

    /// <summary>For auditors alone.</summary>
    public Task<IResult> OpenForAuditors(HttpContext http, Func<AdminView, Task<IResult>> show) => Open(http, show, Role.Auditor);

    public static IResult NotThere() => Others(ForOthersPage.NotThere, StatusCodes.Status404NotFound);

    /// <summary>What a grain refused, as a page.</summary>
    public static IResult Refused(Refusal refusal) => refusal == Refusal.NotFound ? NotThere() : Others(ForOthersPage.NotTheirs, StatusCodes.Status403Forbidden);

    private async Task<IResult> Open(HttpContext http, Func<AdminView, Task<IResult>> show, params Role[] roles)
    {
        Languages.Choose(http.Request);
        PagePolicy.Apply(http.Response, framedBy: "'none'");
        try
        {
            if (http.Request.Cookies[StaffCookie.Name] is not { } cookie || await sessions.Of(cookie) is not { } staff || await agencies.Look(staff.Agency) is not { } agency)
                return new SeeOther("/console");

            return roles.Contains(staff.Member.Role)
                ? await show(new AdminView(staff, agency.Settings))
                : Refused(Refusal.NotAllowed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !http.RequestAborted.IsCancellationRequested)
        {
            // Whether it was done is unknown: the page says so, and doing it again is harmless.
            log.LogWarning(exception, "{Method} {Path} could not be answered.", http.Request.Method, http.Request.Path);
            return Others(ForOthersPage.NotNow, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Page<ForOthersPage> Others(string why, int status) => new(new Dictionary<string, object?> { [nameof(ForOthersPage.Why)] = why }, status);
}
