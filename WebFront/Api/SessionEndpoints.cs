using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Staff sign in and out, and lock their session while they are away.</summary>
internal sealed class SessionEndpoints(Gate gate, StaffSessions sessions, SignInDesk desk)
{
    public void Map(ApiRoutes routes)
    {
        routes.Post("session", gate.OpenWrite(SignIn), "Sign in. The answer sets the cookie that is enough for every other call.",
            operation => operation.Takes<SignInBody>().Answers<SessionAnswer>()
                .Problems(ProblemKind.NotSignedIn, ProblemKind.NotAllowed, ProblemKind.SlowDown));
        routes.Post("session/assertion", gate.OpenWrite(SignInByAssertion), "Sign in by a signed assertion of the agency's identity provider. Each counts once.",
            operation => operation.Takes<AssertionBody>().Answers<SessionAnswer>()
                .Problems(ProblemKind.NotSignedIn, ProblemKind.NotAllowed, ProblemKind.SlowDown));
        routes.Get("session", gate.Account(Who), "Who is signed in, and what the session may do.",
            operation => operation.ForStaff().Answers<SessionAnswer>());
        routes.Delete("session", gate.OpenWrite(SignOut), "Sign out. Repeating it is harmless.",
            operation => operation.ForStaff().AnswersNothing());
        routes.Post("session/activity", gate.Account(Touch), "The user is there: the session does not lock itself yet. Once a minute is enough.",
            operation => operation.ForStaff().TakesNothing().Answers<SessionAnswer>());
        routes.Post("session/lock", gate.Account(Lock), "Lock the session: an agent is away, and keeps what they hold.",
            operation => operation.ForStaff().TakesNothing().Answers<SessionAnswer>());
        routes.Post("session/unlock", gate.Account(Unlock), "Open a locked session again, by the password or a code. The tenth failure ends it.",
            operation => operation.ForStaff().Takes<UnlockBody>().Answers<SessionAnswer>());
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

        await Welcome(http, await desk.SignIn(http, body));
    }

    private async Task SignInByAssertion(HttpContext http)
    {
        if (await Body.Read(http, ApiJson.Default.AssertionBody) is not { } body)
            return;

        if (body.Agency is null || body.Code?.Length > SignInDesk.LongestCode)
        {
            await http.RefuseField(body.Agency is null ? "agency" : "code");
            return;
        }

        await Welcome(http, await desk.SignIn(http, body));
    }

    private static Task Welcome(HttpContext http, Outcome<SignedIn> outcome) =>
        outcome.IsDone ? Write(http, outcome.Value.Staff) : http.Refuse(outcome.Refusal.Value);

    private async Task Who(HttpContext http, StaffMemberOf staff)
    {
        if (staff.Session.State == SessionState.Locked)
            sessions.StillThere(staff);
        await Write(http, staff);
    }

    private async Task SignOut(HttpContext http)
    {
        await desk.SignOut(http);
        await Answer.Nothing(http);
    }

    private async Task Touch(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, new NothingBody()) is not null)
            await Tell(http, staff, await sessions.Ask(Cookie(http), (account, id) => account.Touch(id)));
    }

    private async Task Lock(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, new NothingBody()) is null)
            return;

        var outcome = await sessions.Ask(Cookie(http), (account, id) => account.Lock(id));
        if (outcome.IsDone)
            await sessions.GoAway(staff);
        await Tell(http, staff, outcome);
    }

    private async Task Unlock(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.UnlockBody) is not { } body)
            return;

        if (body.Password?.Length > SignInDesk.LongestPassword || body.Code?.Length > SignInDesk.LongestCode)
        {
            await http.RefuseField(body.Password?.Length > SignInDesk.LongestPassword ? "password" : "code");
            return;
        }

        var outcome = await sessions.Ask(Cookie(http), (account, id) => account.Unlock(id, body.Password, body.Code));
        if (outcome.Refusal == Refusal.InvalidRequest)
            await http.RefuseField(body.Password is null ? "code" : "password");
        else
            await Tell(http, staff, outcome);
    }

    private static Task Tell(HttpContext http, StaffMemberOf staff, Outcome<StaffSession> outcome) => outcome.IsDone
        ? Write(http, new StaffMemberOf(staff.Agency, staff.Account, outcome.Value))
        : http.Refuse(outcome.Refusal.Value);

    private static string Cookie(HttpContext http) => http.Request.Cookies[StaffCookie.Name] ?? "";

    private static string? WrongField(SignInBody body) =>
        body.Agency is null ? "agency"
        : body.Username is null ? "username"
        : body.Password is null or { Length: > SignInDesk.LongestPassword } ? "password"
        : body.Code?.Length > SignInDesk.LongestCode ? "code"
        : body.Person?.Length > SignInDesk.LongestPerson ? "person"
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
            staff.Session.Until,
            staff.Session.Handle,
            Spelling.Of(staff.Session.State),
            staff.Session.HasSecondFactor,
            staff.Session.LocksAfter?.TotalMinutes,
            staff.Session.IsTrusted),
        ApiJson.Default.SessionAnswer);
}
