using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Muster.Tests.Front;

/// <summary>The administrator's pages, as forms and links without any script.</summary>
[Collection(SharedFront.Name)]
public sealed partial class AdminPagesTests(FrontHost host)
{
    private static readonly string[] Pages =
        ["/admin", "/admin/accounts", "/admin/accounts/xquackenbush", "/admin/settings"];

    private static readonly string[] KeepersPages =
        ["/admin/new-account", "/admin/accounts/xquackenbush/edit", "/admin/accounts/xquackenbush/disable", "/admin/accounts/xquackenbush/enable",
        "/admin/accounts/xquackenbush/sessions", "/admin/accounts/xquackenbush/factor"];

    private static readonly string[] Forms =
        ["/admin/new-account", "/admin/accounts/xquackenbush/edit", "/admin/accounts/xquackenbush/review", "/admin/accounts/xquackenbush/disable", "/admin/accounts/xquackenbush/enable",
        "/admin/accounts/xquackenbush/sessions", "/admin/accounts/xquackenbush/factor", "/admin/accounts/xquackenbush/password"];

    [Fact]
    public async Task Pages_are_for_administrators_and_those_that_change_nothing_for_auditors_too()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        await Made(keeper, Account("auditor", "Io", "Io Vance", "auditor"));
        var auditor = await agency.SignIn("auditor");

        foreach (var page in Pages)
        {
            Assert.Equal(200, await Status(keeper, page));
            Assert.Equal(200, await Status(auditor, page));
            Assert.Equal(403, await Status(await agency.Sam(), page));
            Assert.Equal(403, await Status(await agency.SignIn("watcher"), page));
            using var stranger = await new TestClient(agency).Send("GET", page);
            Assert.Equal((303, "/console"), ((int)stranger.StatusCode, stranger.Headers.Location?.OriginalString));
        }

        foreach (var page in KeepersPages)
        {
            Assert.Equal(200, await Status(keeper, page));
            Assert.Equal(403, await Status(auditor, page));
        }

        foreach (var form in Forms)
        {
            using var answer = await auditor.Send("POST", form, new FormUrlEncodedContent(Account("x", "Y", "Z W")));
            Assert.Equal(403, (int)answer.StatusCode);
        }

        Assert.DoesNotContain("/admin/new-account", await Text(auditor, "/admin/accounts"), StringComparison.Ordinal);
        Assert.Equal(404, await Status(keeper, "/admin/accounts/nobody"));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_form_changes_nothing(string header, string value)
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");
        var before = await Text(keeper, "/admin/export-accounts?format=csv");

        foreach (var form in Forms.Append("/admin/sign-out"))
        {
            using var answer = await keeper.Send("POST", form, new FormUrlEncodedContent(Account("ada.lee", "Ada", "Ada Lee")), (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(before, await Text(keeper, "/admin/export-accounts?format=csv"));
    }

    [Fact]
    public async Task An_account_is_made_changed_reviewed_disabled_and_enabled_by_forms()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");

        Assert.Equal("/admin/accounts/ada.lee?done=added", await Made(keeper, Account("ada.lee", "Ada", "Ada Lee")));
        Assert.Contains("The account has been made", await Text(keeper, "/admin/accounts/ada.lee?done=added"), StringComparison.Ordinal);
        Assert.Equal("/admin/accounts/ada.lee?done=changed", await Sent(keeper, "/admin/accounts/ada.lee/edit", Account("ada.lee", "Addy", "Ada Lee", "supervisor")));
        Assert.Equal("/admin/accounts/ada.lee?done=reviewed", await Sent(keeper, "/admin/accounts/ada.lee/review", new() { ["reviewBy"] = In(60) }));
        Assert.Equal("/admin/accounts/ada.lee?done=disabled", await Sent(keeper, "/admin/accounts/ada.lee/disable", []));

        var page = await Text(keeper, "/admin/accounts/ada.lee");
        foreach (var words in (string[])["Addy", "Supervisor", "Disabled", "by keeper"])
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal("/admin/accounts/ada.lee?done=enabled", await Sent(keeper, "/admin/accounts/ada.lee/enable", []));
        await agency.SignIn("ada.lee");
    }

    [Fact]
    public async Task A_form_that_is_refused_says_all_that_is_wrong_and_keeps_what_was_typed()
    {
        var keeper = await (await host.NewAgency(settings => settings with { Staff = new() { EmailDomains = ["example.org", TestAgency.Domain] } })).SignIn("keeper");
        var typed = Account("ada.lee", "Ms Lee", "Ada Lee");
        (typed["email"], typed["capacity"], typed["reviewBy"], typed["purpose"], typed["password"]) = ("ada@elsewhere.example", "many", "soon", "", "secret-that-is-not-kept");

        using var answer = await keeper.Send("POST", "/admin/new-account", new FormUrlEncodedContent(typed));
        var page = WebUtility.HtmlDecode(await TestClient.TextOf(answer));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        foreach (var field in (string[])["alias", "email", "capacity", "reviewBy", "purpose"])
        {
            Assert.Contains($"<a href=\"#{field}\">", page, StringComparison.Ordinal);
            Assert.Matches($"id=\"{field}\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"{field}-hint {field}-error\"", page);
        }

        Assert.Contains("value=\"Ms Lee\"", page, StringComparison.Ordinal);
        Assert.Contains("<title>Error: ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-that-is-not-kept", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("Fault\\.|Field\\.|Hint\\.", page);
    }

    [Fact]
    public async Task An_administrator_sees_an_accounts_sessions_and_ends_one_or_all_at_once()
    {
        var agency = await host.NewAgency();
        var (keeper, desk, other) = (await agency.SignIn("keeper"), await agency.Sam(), await agency.Sam());
        await desk.Json("POST", "session/lock");
        Assert.Equal(2, Handles(await Text(keeper, Sam)).Count);
        Assert.Contains(", locked", await Text(keeper, Sam), StringComparison.Ordinal);

        Assert.Equal($"{Sam}?done=ended", await Sent(keeper, $"{Sam}/sessions", new() { ["session"] = await HandleOf(other) }));

        await SignedOut(other);
        await desk.Json("GET", "session");
        Assert.Contains("The session has ended", await Text(keeper, $"{Sam}?done=ended"), StringComparison.Ordinal);
        Assert.Equal($"{Sam}?done=ended-all", await Sent(keeper, $"{Sam}/sessions", []));
        await SignedOut(desk);
        Assert.Contains("Nobody is signed in", await Text(keeper, Sam), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_an_administrator_sets_is_changed_at_the_next_sign_in()
    {
        var agency = await host.NewAgency();
        var (keeper, sam) = (await agency.SignIn("keeper"), await agency.Sam());
        using var short7 = await keeper.Send("POST", $"{Sam}/password", new FormUrlEncodedContent([new("newPassword", "short-7")]));
        var page = await TestClient.TextOf(short7);
        Assert.Equal(HttpStatusCode.BadRequest, short7.StatusCode);
        Assert.Matches("id=\"newPassword\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"newPassword-hint newPassword-error\"", page);
        Assert.DoesNotMatch("short-7|id=\"reviewBy\"[^>]*aria-invalid", page);
        await sam.Json("GET", "session");

        Assert.Equal($"{Sam}?done=password-set", await Sent(keeper, $"{Sam}/password", new() { ["newPassword"] = "the heron by the pump" }));

        await SignedOut(sam);
        Assert.Contains("Must be changed at the next sign-in", await Text(keeper, Sam), StringComparison.Ordinal);
        var who = await new TestClient(agency).Json("POST", "session", new { agency = agency.Id, username = "xquackenbush", password = "the heron by the pump" });
        Assert.Equal("password-change-due", who.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_second_factor_is_reset_after_a_page_that_asks_and_nobody_resets_their_own()
    {
        var agency = await host.NewAgency();
        var (keeper, sam) = (await agency.SignIn("keeper"), await agency.Sam());
        await StaffSignInTests.Enrol(sam);
        Assert.Contains("Set up; 10 recovery codes left", await Text(keeper, Sam), StringComparison.Ordinal);
        Assert.Contains("only when you are sure", await Text(keeper, $"{Sam}/factor"), StringComparison.Ordinal);

        Assert.Equal($"{Sam}?done=factor-reset", await Sent(keeper, $"{Sam}/factor", []));

        await SignedOut(sam);
        Assert.Contains("Not set up", await Text(keeper, Sam), StringComparison.Ordinal);
        Assert.DoesNotContain("/factor\"", await Text(keeper, Sam), StringComparison.Ordinal);
        foreach (var own in (string[])["factor", "password"])
        {
            using var refused = await keeper.Send("POST", $"/admin/accounts/keeper/{own}", new FormUrlEncodedContent([new("newPassword", "the heron by the pump")]));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.DoesNotMatch("action=\"/admin/accounts/keeper/(sessions|password)", await Text(keeper, "/admin/accounts/keeper"));
    }

    [Fact]
    public async Task Nobody_disables_themselves_and_the_page_says_why()
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");

        using var answer = await keeper.Send("POST", "/admin/accounts/keeper/disable", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("You cannot disable your own account", await TestClient.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_ordered_and_filtered_by_its_address()
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");

        Assert.Equal(["elsewhere", "keeper", "watcher", "xquackenbush", "zffoulkes"], Rows(await Text(keeper, "/admin/accounts")));
        Assert.Equal(["keeper", "xquackenbush", "zffoulkes", "elsewhere", "watcher"], Rows(await Text(keeper, "/admin/accounts?sort=role")));
        Assert.Equal(["zffoulkes", "xquackenbush", "watcher", "keeper", "elsewhere"], Rows(await Text(keeper, "/admin/accounts?sort=username&dir=desc")));
        Assert.Equal(["xquackenbush"], Rows(await Text(keeper, "/admin/accounts?q=xanthippe")));
        Assert.Empty(Rows(await Text(keeper, "/admin/accounts?show=incomplete")));
        Assert.Equal(5, Rows(await Text(keeper, "/admin/accounts?show=no-such&sort=%3Cscript%3E&page=-1")).Count);
        Assert.Contains("aria-sort=\"descending\"", await Text(keeper, "/admin/accounts?sort=alias&dir=desc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_searches_and_checks_the_audit_log_and_nobody_else_does()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        await Made(keeper, Account("auditor", "Io", "Io Vance", "auditor"));
        await Sent(keeper, "/admin/accounts/xquackenbush/disable", []);
        var auditor = await agency.SignIn("auditor");

        var page = await Text(auditor, "/admin/audit?actor=keeper&action=account-changed");
        using var check = await auditor.Send("POST", "/admin/audit/verification", new FormUrlEncodedContent([]));

        Assert.Matches("administrator keeper</td>\\s*<td>account-changed</td>\\s*<td>account xquackenbush</td>\\s*<td>done \\(disabled [0-9a-f]+ agent\\)", page);
        Assert.Contains("are as they were written", await TestClient.TextOf(check), StringComparison.Ordinal);
        Assert.Equal(200, await Status(auditor, "/admin/audit?from=soon&until=2026-13-01&after=-1&action=%3Cscript%3E"));
        Assert.Equal(403, await Status(keeper, "/admin/audit"));
        using var refused = await keeper.Send("POST", "/admin/audit/verification", new FormUrlEncodedContent([]));
        using var foreign = await auditor.Send("POST", "/admin/audit/verification", new FormUrlEncodedContent([]), ("Origin", "https://evil.example"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (refused.StatusCode, foreign.StatusCode));
    }

    [Fact]
    public async Task What_people_typed_is_text_on_every_page()
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");
        const string Attack = "<script>alert(1)</script>";
        var account = Account("ada.lee", "<b>Ada", "Ada " + Attack);
        account["purpose"] = Attack;
        await Made(keeper, account);

        foreach (var page in (string[])["/admin/accounts", "/admin/accounts/ada.lee", "/admin/accounts/ada.lee/edit", $"/admin/accounts?q={Uri.EscapeDataString(Attack)}", $"/admin/accounts/ada.lee?done={Uri.EscapeDataString(Attack)}"])
            Assert.DoesNotMatch("<script>alert|<b>Ada", await Text(keeper, page));
    }

    private const string Sam = "/admin/accounts/xquackenbush";

    /// <summary>At every front: those that were not asked believe for two seconds what they know.</summary>
    private static Task SignedOut(TestClient client) => TestClient.Soon(Refused(client));

    private static async Task Refused(TestClient client)
    {
        for (var refused = false; !refused;)
        {
            using var answer = await client.Send("GET", "session");
            refused = answer.StatusCode == HttpStatusCode.Unauthorized;
        }
    }

    private static List<string> Handles(string page) => [.. Handle().Matches(page).Select(handle => handle.Groups[1].Value)];

    /// <summary>Of their own session.</summary>
    private static async Task<string> HandleOf(TestClient client) => (await client.Json("GET", "sessions")).GetProperty("sessions").EnumerateArray()
        .Single(session => session.GetProperty("own").GetBoolean()).GetProperty("id").GetString()!;

    private static async Task<int> Status(TestClient client, string page)
    {
        using var answer = await client.Send("GET", page);
        Assert.DoesNotMatch("(Place|Field|Role|Finding|Hint)\\.[A-Za-z]+[<\\s]", await TestClient.TextOf(answer)); // words, not their keys
        return (int)answer.StatusCode;
    }

    private static async Task<string> Text(TestClient client, string page)
    {
        using var answer = await client.Send("GET", page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestClient.TextOf(answer);
    }

    private static Task<string?> Made(TestClient keeper, Dictionary<string, string> account) => Sent(keeper, "/admin/new-account", account);

    /// <summary>Where the browser is sent on to.</summary>
    private static async Task<string?> Sent(TestClient client, string address, Dictionary<string, string> form)
    {
        using var answer = await client.Send("POST", address, new FormUrlEncodedContent(form));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await TestClient.TextOf(answer));
        return answer.Headers.Location?.OriginalString;
    }

    private static List<string> Rows(string page) => [.. Row().Matches(page).Select(row => row.Groups[1].Value)];

    private static string In(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Account(string userName, string alias, string person, string role = "agent") => new()
    {
        ["username"] = userName,
        ["password"] = TestAgency.Password,
        ["alias"] = alias,
        ["role"] = role,
        ["queues"] = "general",
        ["capacity"] = "3",
        ["purpose"] = "Answers tests",
        ["officers"] = person,
        ["email"] = "x@example.org",
        ["reviewBy"] = In(100),
    };

    [GeneratedRegex("name=\"session\" value=\"([0-9a-f]{16})\"")]
    private static partial Regex Handle();

    [GeneratedRegex("<th scope=\"row\"><a href=\"/admin/accounts/[^\"]+\">([^<]+)</a>")]
    private static partial Regex Row();
}
