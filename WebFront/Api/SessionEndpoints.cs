using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Staff sign in and out.</summary>
internal sealed class SessionEndpoints(Gate gate, StaffSessions sessions, KnownAgencies agencies)
{
    private const int LongestPassword = 200;

    public void Map(ApiRoutes routes)
    {
        routes.Post("session", gate.OpenWrite(SignIn), "Sign in. The answer sets the cookie that is enough for every other call.",
            operation => operation.Takes<SignInBody>().Answers<SessionAnswer>()
                .Problems(ProblemKind.NotSignedIn, ProblemKind.NotAllowed, ProblemKind.SlowDown));
        routes.Get("session", gate.Staff(Who), "Who is signed in.",
            operation => operation.ForStaff().Answers<SessionAnswer>());
        routes.Delete("session", gate.OpenWrite(SignOut), "Sign out. Repeating it is harmless.",
            operation => operation.ForStaff().AnswersNothing());
    }

    private async Task SignIn(HttpContext http)
    {
        if (await Body.Read(http, ApiJson.Default.SignInBody) is not { } body)
            return;

        if (WrongField(body) is { } field)
        {
            await http.RefuseField(field);
            return;
        }

        // Whatever does not fit is answered alike: what exists here is not for strangers to find out.
        var mayExist = Names.IsUserName(body.Username) && await agencies.Look(body.Agency) is not null;
        if (!mayExist)
        {
            await http.Refuse(ProblemKind.NotSignedIn);
            return;
        }

        var outcome = await sessions.SignIn(body.Agency!, body.Username!, body.Password!);
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        var (staff, cookie) = outcome.Value;
        http.Response.Cookies.Append(StaffCookie.Name, cookie, Options(http, staff.Session.Until));
        await Write(http, staff);
    }

    private static Task Who(HttpContext http, StaffMemberOf staff) => Write(http, staff);

    private async Task SignOut(HttpContext http)
    {
        if (http.Request.Cookies[StaffCookie.Name] is { } cookie)
            await sessions.SignOut(cookie);
        http.Response.Cookies.Delete(StaffCookie.Name, Options(http, until: null));
        await Answer.Nothing(http);
    }

    private static string? WrongField(SignInBody body) =>
        body.Agency is null ? "agency"
        : body.Username is null ? "username"
        : body.Password is null or { Length: > LongestPassword } ? "password"
        : null;

    private static Task Write(HttpContext http, StaffMemberOf staff) => Answer.Write(
        http,
        new SessionAnswer(
            staff.Agency,
            staff.Member.UserName,
            staff.Member.Alias,
            Spelling.Of(staff.Member.Role),
            staff.Member.Queues,
            staff.Member.Capacity,
            staff.Session.Until),
        ApiJson.Default.SessionAnswer);

    private static CookieOptions Options(HttpContext http, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        Expires = until,
    };
}
