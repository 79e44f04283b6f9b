using System.Collections.Immutable;
using System.Globalization;
using Muster.Identity;
using Muster.Tests.Front;
using static Muster.Tests.Isolation.Audience;

namespace Muster.Tests.Isolation;

/// <summary>
/// Every route of a front and whom it is for. One that is mapped and has no line here fails the tests; so does a line without a route.
/// The order is that of a story in which each opens for somebody.
/// </summary>
internal static class Doors
{
    private static readonly (string, string) AsList = ("Accept", "application/json");
    private static readonly (string, string) AsStream = ("Accept", "text/event-stream");

    public static readonly ImmutableArray<Door> All =
    [
        // An agency as anybody sees it. What is said here of an agency is public; of its people and their conversations nothing is.
        new("GET", "/api/v1/agencies/{agency}", Anybody),
        new("POST", "/api/v1/agencies/{agency}/conversations", Anybody, _ => new { queue = Neighbourhood.QueueNextDoor + "-", messageId = Secret, text = "Good morning" })
        {
            WelcomeBody = _ => new { queue = "general", messageId = Secret, text = "Good morning" },
        },
        new("POST", "/api/v1/agencies/{agency}/return", Anybody, _ => new { code = "00000-00000" }) { OpensIn = nameof(ReturnTests) },

        // A conversation, by its id.
        new("GET", "/api/v1/conversations/{id}", CitizenAndStaff),
        new("GET", "/api/v1/conversations/{id}/events", CitizenAndStaff)
        {
            Ways =
            [
                new("", ShowsAll: false, AsStream), new("", ShowsAll: true, AsList), new("?after=2", ShowsAll: false, AsStream), new("?after=1&wait=20", ShowsAll: false, AsList),
                new("", ShowsAll: false, AsStream, ("Last-Event-ID", "3")), new("?after=999", ShowsAll: false, AsList),
            ],
        },
        new("GET", "/api/v1/conversations/{id}/why", Only(Role.Supervisor)) { Ways = [new("", ShowsAll: false)], By = "the supervisor" },
        new("GET", "/board/conversations/{id}", Only(Role.Supervisor)) { IsPage = true, By = "the supervisor", Ways = [new(""), new("?problem=1")] },
        new("POST", "/board/conversations/{id}", Only(Role.Supervisor), _ => Form.Of("what=note&messageId=not-theirs&text=not+theirs")) { IsForOverseers = true, IsPage = true, By = "the supervisor" },
        new("GET", "/api/v1/conversations/{id}/transcript", CitizenAndStaff) { Ways = [new(""), new("?format=html"), new("?format=json")] },
        new("POST", "/api/v1/conversations/{id}/messages", CitizenAndStaff, _ => new { messageId = "not-theirs", text = "not theirs" }) { IsForOverseers = true },
        new("POST", "/api/v1/conversations/{id}/typing", CitizenAndStaff) { IsNeverRefused = true },
        new("POST", "/api/v1/conversations/{id}/read", CitizenAndStaff, _ => new { seq = 2 }) { IsNeverRefused = true },
        new("POST", "/api/v1/conversations/{id}/notes", AllStaff, _ => new { text = "not theirs" }) { IsForOverseers = true },
        new("POST", "/api/v1/conversations/{id}/tags", AllStaff, _ => new { tags = (string[])["not-theirs"] }),
        new("POST", "/api/v1/conversations/{id}/consults", AllStaff, _ => new { queue = "permits", question = "not theirs" }) { On = OpenHouse.HeldToo },
        new("POST", "/api/v1/conversations/{id}/consults/end", AllStaff, _ => new { consult = "abcdefghijklmnopqrstuvwxyz" }) { OpensIn = nameof(ConsultTests) },
        new("POST", "/api/v1/conversations/{id}/transfer", AllStaff, _ => new { queue = "permits", note = "not theirs" }) { IsForOverseers = true, On = OpenHouse.HeldToo },
        new("POST", "/api/v1/conversations/{id}/take", Only(Role.Supervisor)) { IsForOverseers = true, By = "the supervisor", OpensIn = nameof(OversightTests) },
        new("POST", "/api/v1/conversations/{id}/accept", Only(Role.Agent)) { On = OpenHouse.Offered },
        new("POST", "/api/v1/conversations/{id}/decline", Only(Role.Agent)) { On = OpenHouse.OfferedToo },
        new("POST", "/api/v1/conversations/{id}/referral", AllStaff, _ => new { channel = "Phone" }),
        new("POST", "/api/v1/conversations/{id}/warning", AllStaff),
        new("POST", "/api/v1/conversations/{id}/ban", AllStaff, _ => new { days = 1, reason = "not theirs" }) { On = OpenHouse.Misused },
        new("POST", "/api/v1/conversations/{id}/termination", AllStaff, _ => new { reason = "not theirs" }) { On = OpenHouse.Misused },
        new("POST", "/api/v1/conversations/{id}/closing-question", AllStaff),
        new("POST", "/api/v1/conversations/{id}/closing-answer", Citizen, _ => new { moreHelp = false }) { By = "the citizen" },
        new("POST", "/api/v1/conversations/{id}/close", CitizenAndStaff, _ => new { disposition = "resolved", note = "not theirs" }) { IsForOverseers = true },
        new("POST", "/api/v1/conversations/{id}/rating", Citizen, _ => new { resolved = true, satisfaction = 5 }) { By = "the citizen" },
        new("POST", "/api/v1/conversations/{id}/return-code", Citizen) { By = "the citizen" },
        new("POST", "/api/v1/conversations/{id}/contact", Citizen, _ => new { channel = "phone", address = "07 3000 0000" }) { By = "the citizen", OpensIn = nameof(ContactTests) },
        new("POST", "/api/v1/conversations/{id}/contact-result", AllStaff, _ => new { outcome = "reached", note = "not theirs" }) { OpensIn = nameof(ContactTests) },
        new("POST", "/api/v1/conversations/{id}/notice-answer", Citizen, _ => new { notice = "not-theirs", helped = false }) { By = "the citizen", OpensIn = nameof(NoticeTests) },

        // Staff: what is their own, without a name in the address.
        new("GET", "/api/v1/session", AllStaff),
        new("GET", "/api/v1/agencies/me", AllStaff),
        new("GET", "/api/v1/agencies/me/calendar", Only(Role.Agent, Role.Supervisor, Role.Viewer, Role.Administrator, Role.Auditor)),
        new("GET", "/api/v1/agencies/me/colleagues", Only(Role.Agent, Role.Supervisor, Role.Administrator)),
        new("GET", "/api/v1/agencies/me/handovers", Only(Role.Agent, Role.Supervisor)),
        new("GET", "/api/v1/agents/me", Only(Role.Agent, Role.Supervisor)),
        new("GET", "/api/v1/agents/me/conversations", Only(Role.Agent, Role.Supervisor)),
        new("GET", "/api/v1/agents/me/events", Only(Role.Agent, Role.Supervisor)),
        new("PUT", "/api/v1/agents/me/presence", Only(Role.Agent, Role.Supervisor), _ => new { status = "busy" }),
        new("GET", "/api/v1/queues/{queue}/board", Only(Role.Supervisor, Role.Viewer)) { By = "the supervisor" },
        new("GET", "/api/v1/queues/{queue}/figures", Only(Role.Supervisor, Role.Viewer)) { By = "the supervisor", Ways = [new(""), new("?format=csv")] },
        new("PUT", "/api/v1/agents/{username}/presence", Only(Role.Supervisor), _ => new { status = "busy" }) { By = "the supervisor" },
        new("PUT", "/api/v1/agents/{username}/loan", Only(Role.Supervisor), _ => new { queue = "asked", minutes = 60 }) { By = "the supervisor" },
        new("GET", "/board/agents/{username}", Only(Role.Supervisor)) { IsPage = true, By = "the supervisor" },
        new("POST", "/board/agents/{username}", Only(Role.Supervisor), _ => Form.Of("status=busy")) { IsPage = true, By = "the supervisor" },
        new("POST", "/board/agents/{username}/loan", Only(Role.Supervisor), _ => Form.Of("queue=asked&minutes=60")) { IsPage = true, By = "the supervisor" },
        new("GET", "/api/v1/queues/{queue}/conversations", Only(Role.Supervisor)) { By = "the supervisor" },
        new("PUT", "/api/v1/queues/{queue}/notice", Only(Role.Supervisor), _ => new { id = "not-theirs", text = "not theirs", url = "https://www.example.org/", minutes = 1 }) { By = "the supervisor" },
        new("GET", "/api/v1/queues/{queue}/notice", Only(Role.Supervisor)) { By = "the supervisor" },
        new("DELETE", "/api/v1/queues/{queue}/notice/{notice}", Only(Role.Supervisor)) { By = "the supervisor" },
        new("GET", "/board/queues/{queue}", Only(Role.Supervisor)) { IsPage = true, By = "the supervisor" },
        new("POST", "/board/queues/{queue}/notice", Only(Role.Supervisor), _ => Form.Of("what=preview&text=not+theirs&url=https%3A%2F%2Fwww.example.org%2F&minutes=15")) { IsPage = true, By = "the supervisor" },
        new("GET", "/board", Only(Role.Supervisor, Role.Viewer)) { IsPage = true, By = "the supervisor", Ways = [new(""), new("?wall=on")] },
        new("GET", "/api/v1/agencies/me/findings", Only(Role.Supervisor, Role.Viewer)) { By = "the supervisor" },
        new("GET", "/api/v1/agencies/me/board/events", Only(Role.Supervisor, Role.Viewer)) { By = "the supervisor" },

        // Bans: who proposes does not decide (S90).
        new("GET", "/api/v1/bans", Deciders) { By = "the supervisor" },
        new("POST", "/api/v1/bans/{ban}/approval", Deciders) { By = "the supervisor" },
        new("POST", "/api/v1/bans/{ban}/refusal", Deciders) { By = "the supervisor", On = OpenHouse.HeldToo },
        new("POST", "/api/v1/bans/{ban}/lifting", Deciders) { By = "the supervisor" },
        new("GET", "/console/bans", Deciders) { IsPage = true, By = "the supervisor" },
        new("POST", "/console/bans/{ban}", Deciders, _ => Form.Of("decision=approve")) { IsPage = true, By = "the supervisor", On = OpenHouse.Offered },

        // The register of accounts (S94), and the pages over it.
        new("GET", "/api/v1/audit", Only(Role.Auditor)) { By = "the auditor", Ways = [new(""), new("?format=csv")], TellsIds = true },
        new("GET", "/api/v1/audit/anomalies", Only(Role.Auditor)) { By = "the auditor", TellsIds = true },
        new("POST", "/api/v1/audit/verification", Only(Role.Auditor)) { By = "the auditor" },
        new("GET", "/api/v1/accounts", RegisterReaders) { By = "the auditor", Ways = [new(""), new("?format=csv"), new("?format=json")] },
        new("POST", "/api/v1/accounts", Keepers, _ => new { }) { By = Administrator, WelcomeBody = _ => Account("zelda.new", "Zelda") },
        new("GET", "/api/v1/accounts/{username}", RegisterReaders) { By = "the auditor" },
        new("PUT", "/api/v1/accounts/{username}", Keepers, _ => Account(null, "Alexa")) { By = Administrator },
        new("POST", "/api/v1/accounts/{username}/review", Keepers, _ => new { reviewBy = InSpring }) { By = Administrator },
        new("POST", "/api/v1/accounts/{username}/disable", Keepers) { By = Administrator },
        new("POST", "/api/v1/accounts/{username}/enable", Keepers) { By = Administrator },
        new("GET", "/admin", RegisterReaders) { IsPage = true, By = "the auditor" },
        new("GET", "/admin/accounts", RegisterReaders) { IsPage = true, By = "the auditor" },
        new("GET", "/admin/export-accounts", RegisterReaders) { IsPage = true, By = "the auditor", Ways = [new(""), new("?format=json")] },
        new("GET", "/admin/audit", Only(Role.Auditor)) { IsPage = true, By = "the auditor", TellsIds = true },
        new("GET", "/admin/audit/anomalies", Only(Role.Auditor)) { IsPage = true, By = "the auditor", TellsIds = true },
        new("POST", "/admin/audit/verification", Only(Role.Auditor), _ => Form.Of("")) { IsPage = true, By = "the auditor", TellsIds = true },
        new("GET", "/admin/settings", RegisterReaders) { IsPage = true, By = "the auditor" },
        new("GET", "/admin/new-account", Keepers) { IsPage = true, By = Administrator },
        new("GET", "/admin/accounts/{username}", RegisterReaders) { IsPage = true, By = "the auditor" },
        new("GET", "/admin/accounts/{username}/edit", Keepers) { IsPage = true, By = Administrator },
        new("GET", "/admin/accounts/{username}/disable", Keepers) { IsPage = true, By = Administrator },
        new("GET", "/admin/accounts/{username}/enable", Keepers) { IsPage = true, By = Administrator },
        new("POST", "/admin/new-account", Keepers, _ => Form.Of("")) { IsPage = true, By = Administrator, WelcomeBody = _ => Form.Of($"username=zora.new&password={TestAgency.Password}&alias=Zora&{AccountForm}") },
        new("POST", "/admin/accounts/{username}/edit", Keepers, _ => Form.Of($"alias=Alexis&{AccountForm}")) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/review", Keepers, _ => Form.Of($"reviewBy={InSpring}")) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/disable", Keepers, _ => Form.Of("")) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/enable", Keepers, _ => Form.Of("")) { IsPage = true, By = Administrator },
        new("GET", "/admin/accounts/{username}/sessions", Keepers) { IsPage = true, By = Administrator },
        new("GET", "/admin/accounts/{username}/factor", Keepers) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/sessions", Keepers, _ => Form.Of("")) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/factor", Keepers, _ => Form.Of("")) { IsPage = true, By = Administrator },
        new("POST", "/admin/accounts/{username}/password", Keepers, _ => Form.Of("newPassword=the-heron-by-the-pump")) { IsPage = true, By = Administrator },
        new("POST", "/admin/sign-out", Anybody, _ => Form.Of("")) { Apart = "it ends the visit; Every_door_opens_for_somebody", By = "the viewer" },

        // One's own account and sessions, whatever state the session is in; and those of others, for administrators.
        new("GET", "/api/v1/sessions", AllStaff),
        new("DELETE", "/api/v1/sessions", AllStaff) { Apart = OnesOwn },
        new("DELETE", "/api/v1/sessions/{session}", AllStaff) { Apart = OnesOwn, OpensIn = SignIns },
        new("POST", "/api/v1/session/activity", AllStaff) { Apart = OnesOwn },
        new("POST", "/api/v1/session/lock", AllStaff) { Apart = OnesOwn },
        new("POST", "/api/v1/session/unlock", AllStaff, _ => new { password = TestAgency.Password }) { Apart = OnesOwn },
        new("PUT", "/api/v1/session/password", AllStaff, _ => new { password = "wrong", newPassword = "wrong" }) { Apart = OnesOwn, OpensIn = SignIns },
        new("POST", "/api/v1/session/second-factor", AllStaff, _ => new { password = TestAgency.Password }) { Apart = OnesOwn },
        new("POST", "/api/v1/session/second-factor/confirm", AllStaff, _ => new { code = "000000" }) { Apart = OnesOwn, OpensIn = SignIns },
        new("POST", "/api/v1/session/recovery-codes", AllStaff, _ => new { password = TestAgency.Password }) { Apart = OnesOwn, OpensIn = SignIns },
        new("GET", "/api/v1/accounts/{username}/sessions", Keepers) { By = Administrator },
        new("DELETE", "/api/v1/accounts/{username}/sessions", Keepers) { By = Administrator },
        new("DELETE", "/api/v1/accounts/{username}/sessions/{session}", Keepers) { By = Administrator, OpensIn = SignIns },
        new("DELETE", "/api/v1/accounts/{username}/second-factor", Keepers) { By = Administrator },
        new("PUT", "/api/v1/accounts/{username}/password", Keepers, _ => new { password = "the-heron-by-the-pump" }) { By = Administrator },
        new("GET", "/console/account", AllStaff) { IsPage = true },
        new("POST", "/console/account/password", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },
        new("POST", "/console/account/factor", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },
        new("POST", "/console/account/factor/confirm", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },
        new("POST", "/console/account/codes", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },
        new("POST", "/console/account/end", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },
        new("POST", "/console/account/unlock", AllStaff, _ => Form.Of("")) { Apart = OnesOwn, IsPage = true },

        // Pages and files. A citizen without scripts has the token in a cookie of the agency's own pages.
        new("GET", "/", Anybody) { Apart = Nowhere },
        new("GET", "/chat", Anybody) { Apart = Nowhere },
        new("GET", "/chat/{agency}", Anybody),
        new("GET", "/chat/{agency}/theme.css", Anybody),
        new("GET", "/chat/{agency}/launcher", Anybody),
        new("GET", "/chat/{agency}/transcript", Anybody),
        new("POST", "/chat/{agency}", Anybody, _ => Form.Of("queue=general&text=")) { WelcomeBody = _ => Form.Of($"queue=general&text=Hello&messageId={Secret}-form") },
        new("POST", "/chat/{agency}/messages", Anybody, _ => Form.Of("messageId=not-theirs&text=not+theirs")),
        new("POST", "/chat/{agency}/closing-answer", Anybody, _ => Form.Of("moreHelp=false")),
        new("POST", "/chat/{agency}/end", Anybody, _ => Form.Of("")),
        new("POST", "/chat/{agency}/contact", Anybody, _ => Form.Of("callBack=true&channel=phone&address=07+3000+0000")),
        new("POST", "/chat/{agency}/notice-answer", Anybody, _ => Form.Of("notice=not-theirs&helped=false")),
        new("POST", "/chat/{agency}/return-code", Anybody, _ => Form.Of("")),
        new("GET", "/chat/{agency}/return", Anybody),
        new("POST", "/chat/{agency}/return", Anybody, _ => Form.Of("code=7KQ4M-2XD9R")) { OpensIn = nameof(WithoutScriptTests) },
        new("POST", "/chat/{agency}/rating", Anybody, _ => Form.Of("resolved=true&satisfaction=5")),
        new("POST", "/chat/{agency}/finish", Anybody, _ => Form.Of("")),
        new("GET", "/console", Anybody),
        new("GET", "/assets/{version}/{**path}", Anybody) { Apart = "names no agency; A_file_is_the_same_for_everybody" },
        new("GET", "/widget.js", Anybody),
        new("GET", "/openapi/{documentName}.json", Anybody) { Apart = "names no agency; A_file_is_the_same_for_everybody" },
        new("GET", "/health/live", Anybody),
        new("GET", "/health/ready", Anybody),
        new("HEAD", "/health/live", Anybody),
        new("HEAD", "/health/ready", Anybody),

        // In and out.
        new("POST", "/api/v1/session", Anybody, agency => new { agency, username = "xquackenbush", password = TestAgency.Password })
        {
            Apart = "it is how one becomes a visitor; Staff_of_one_agency_are_unknown_at_another",
            By = "anybody",
        },
        new("POST", "/api/v1/session/assertion", Anybody, agency => new { agency, assertion = "made.up.entirely" }) { Apart = "it is how one becomes a visitor; AssertionCheckTests", OpensIn = SignIns },
        new("DELETE", "/api/v1/session", Anybody) { Apart = "it ends the visit; Every_door_opens_for_somebody" },
    ];

    private static Audience RegisterReaders => Only(Role.Administrator, Role.Auditor);

    private static Audience Deciders => Only(Role.Supervisor);

    private static Audience Keepers => Only(Role.Administrator);

    private static string InSpring => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string AccountForm => $"role=agent&queues=general&queues=permits&capacity=5&purpose=Answers&officers=Somebody&email=x%40{TestAgency.Domain}&reviewBy={InSpring}";

    private static object Account(string? username, string alias) => new
    {
        username,
        password = username is null ? null : TestAgency.Password,
        alias,
        role = "agent",
        queues = (string[])["general", "permits"],
        capacity = 5,
        purpose = "Answers",
        officers = (string[])["Somebody"],
        email = $"x@{TestAgency.Domain}",
        reviewBy = InSpring,
    };

    private const string OnesOwn = "it names nobody but the session that asks; AccountsOfOthersTests";
    private const string SignIns = nameof(StaffSignInTests);
    private const string Administrator = "the administrator";
    private const string Secret = "a-secret-of-nobody-in-particular";
    private const string Nowhere = "says that there is nothing here; A_file_is_the_same_for_everybody";
}
