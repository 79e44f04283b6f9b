using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What an administrator does about the sign-in of others; the account that is asked decides whether they may.</summary>
internal sealed class StaffAccountEndpoints(Gate gate, StaffSessions sessions, IGrainFactory grains)
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("accounts/{username}/sessions", gate.Staff(Asked((account, _, caller) => account.Security(caller)), Role.Administrator),
            "The sessions and trusted devices of an account.", Describe);
        routes.Delete("accounts/{username}/sessions", gate.Staff(Asked((account, _, caller) => account.EndSessions(caller, handle: null)), Role.Administrator),
            "End all sessions of an account, and trust none of its devices.", Describe);
        routes.Delete("accounts/{username}/sessions/{session}", gate.Staff(Asked((account, http, caller) => account.EndSessions(caller, (string)http.Request.RouteValues["session"]!)), Role.Administrator),
            "End one session of an account.", Describe);
        routes.Delete("accounts/{username}/second-factor", gate.Staff(Asked((account, _, caller) => account.ResetSecondFactor(caller)), Role.Administrator),
            "Take the second factor away from somebody who has lost it. All sessions end.", Describe);
        routes.Put("accounts/{username}/password", gate.Staff(ResetPassword, Role.Administrator),
            "A password that the next sign-in must change. All sessions end.", operation => Describe(operation.Takes<PasswordOnlyBody>()));
    }

    private static void Describe(ApiOperation operation) =>
        operation.ForStaff(isRestricted: true).Answers<AccountSecurityAnswer>().Problems(ProblemKind.NotFound);

    private Func<HttpContext, StaffMemberOf, Task> Asked(Func<IAccountGrain, HttpContext, Caller, Task<Outcome<AccountSecurity>>> ask) => async (http, staff) =>
    {
        var userName = (string)http.Request.RouteValues["username"]!;
        if (!Names.IsUserName(userName))
        {
            await http.Refuse(ProblemKind.NotFound);
            return;
        }

        var outcome = await ask(grains.GetGrain<IAccountGrain>(GrainKey.Of(staff.Agency, userName.ToLowerInvariant())), http, staff.Caller);
        sessions.Forget(staff.Agency, userName);
        await (outcome.IsDone ? AccountAnswers.Write(http, outcome.Value) : http.Refuse(outcome.Refusal.Value));
    };

    private async Task ResetPassword(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.PasswordOnlyBody) is not { } body)
            return;

        await (body.Password is { Length: <= SignInDesk.LongestPassword } password
            ? Asked((account, _, caller) => account.ResetPassword(caller, password))(http, staff)
            : http.RefuseField("password"));
    }
}
