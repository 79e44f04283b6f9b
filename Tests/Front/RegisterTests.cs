using System.Globalization;
using System.Text.Json;
using Muster.Auditing;
using Muster.WebFront.Api;

namespace Muster.Tests.Front;

/// <summary>The register of official accounts through the API (S94, S95, S98).</summary>
[Collection(SharedFront.Name)]
public sealed class RegisterTests(FrontHost host)
{
    private static string In(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_administrator_makes_an_account_that_signs_in_and_stands_in_the_register()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");

        using var made = await keeper.Send("POST", "accounts", New("ada.lee", "Ada", "Ada Lee"));

        Assert.Equal(201, (int)made.StatusCode);
        await agency.SignIn("ada.lee");
        var line = await keeper.Json("GET", "accounts/Ada.Lee");
        Assert.Equal(
            ("Answers tests", "Ada Lee", "ada.lee@example.org", "enabled", "keeper"),
            (Text(line, "purpose"), line.GetProperty("officers")[0].GetString(), Text(line, "email"), Text(line, "status"), Text(line, "createdBy")));
        Assert.Equal(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), line.GetProperty("lastSignInOn").Deserialize<DateOnly>());
        Assert.Empty(line.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Skills_stand_in_the_register_and_stay_where_a_change_does_not_name_them()
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");
        var account = New("ada.lee", "Ada", "Ada Lee");
        account["skills"] = new Dictionary<string, int> { ["permits"] = 3, ["lang-vi"] = 5 };
        using var made = await keeper.Send("POST", "accounts", account);
        Assert.Equal(201, (int)made.StatusCode);

        var changed = await keeper.Json("PUT", "accounts/ada.lee", Changed("Ada", "Ada Lee"));
        Assert.Equal("""{"lang-vi":5,"permits":3}""", changed.GetProperty("skills").GetRawText());

        var without = Changed("Ada", "Ada Lee");
        without["skills"] = new Dictionary<string, int>();
        Assert.Equal("{}", (await keeper.Json("PUT", "accounts/ada.lee", without)).GetProperty("skills").GetRawText());
        foreach (var (skill, level) in new[] { ("permits", 0), ("permits", 6), ("Permits", 1), ("", 1), (new string('x', 41), 1) })
        {
            without["skills"] = new Dictionary<string, int> { [skill] = level };
            using var refused = await keeper.Send("PUT", "accounts/ada.lee", without);
            Assert.Equal((400, "skills"), ((int)refused.StatusCode, Text(await TestClient.JsonOf(refused), "field")));
        }
    }

    [Theory]
    [InlineData("purpose", " ")]
    [InlineData("email", "ada.lee")]
    [InlineData("alias", "Ada Lee")]
    [InlineData("role", "king")]
    [InlineData("username", "keeper")]
    [InlineData("password", "short")]
    [InlineData("reviewBy", "2020-01-01")]
    public async Task What_is_wrong_with_an_account_is_named(string field, string value)
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");
        var account = New("ada.lee", "Ada", "Ada Lee");
        account[field] = value;

        using var answer = await keeper.Send("POST", "accounts", account);

        Assert.Equal((400, field), ((int)answer.StatusCode, Text(await TestClient.JsonOf(answer), "field")));
        Assert.Equal(5, (await keeper.Json("GET", "accounts")).GetProperty("accounts").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_else_keeps_the_register_and_auditors_read_it()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        await keeper.Json("POST", "accounts", New("auditor", "Io", "Io Vance", role: "auditor"));
        var auditor = await agency.SignIn("auditor");
        var foreign = await (await host.NewAgency()).SignIn("keeper");

        Assert.Equal(6, (await auditor.Json("GET", "accounts")).GetProperty("accounts").GetArrayLength());
        foreach (var client in (TestClient[])[await agency.Sam(), await agency.SignIn("watcher"), await agency.Citizen()])
        {
            Assert.Equal("not-allowed", await client.Problem("GET", "accounts"));
            Assert.Equal("not-allowed", await client.Problem("GET", "accounts/xquackenbush"));
        }

        foreach (var client in (TestClient[])[auditor, await agency.Sam(), await agency.SignIn("watcher")])
        {
            Assert.Equal("not-allowed", await client.Problem("POST", "accounts", New("ada.lee", "Ada", "Ada Lee")));
            Assert.Equal("not-allowed", await client.Problem("POST", "accounts/xquackenbush/disable"));
            Assert.Equal("not-allowed", await client.Problem("POST", "accounts/xquackenbush/enable"));
            Assert.Equal("not-allowed", await client.Problem("POST", "accounts/xquackenbush/review", new { reviewBy = In(9) }));
            Assert.Equal("not-allowed", await client.Problem("PUT", "accounts/xquackenbush", Changed("Sam", "Xanthippe Quackenbush")));
        }

        Assert.Equal("not-found", await foreign.Problem("GET", "accounts/auditor"));
        Assert.Equal("not-allowed", await keeper.Problem("POST", "accounts/xquackenbush/disable", null, ("Origin", "https://evil.example")));
    }

    [Fact]
    public async Task A_disabled_agent_is_signed_out_and_cannot_sign_in_until_enabled()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var keeper = await agency.SignIn("keeper");

        var line = await keeper.Json("POST", "accounts/xquackenbush/disable");

        Assert.Equal("disabled", Text(line, "status"));
        await TestClient.Soon(Refused(sam));
        Assert.Equal("not-signed-in", await new TestClient(agency).Problem("POST", "session", new { agency = agency.Id, username = "xquackenbush", password = TestAgency.Password }));
        await keeper.Json("POST", "accounts/xquackenbush/disable");
        await keeper.Json("POST", "accounts/xquackenbush/enable");
        await agency.Sam();
    }

    [Fact]
    public async Task Who_signs_in_to_a_shared_account_says_who_they_are()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        var account = New("counter", "Cody", "Ada Lee");
        (account["officers"], account["shared"]) = ((string[])["Ada Lee", "Bo Nguyen"], true);
        (await keeper.Send("POST", "accounts", account)).Dispose();
        var client = new TestClient(agency);

        foreach (var person in (string?[])[null, " ", "Cy Else"])
        {
            using var refused = await client.Send("POST", "session", SignIn(person));
            Assert.Equal((401, "person-needed"), ((int)refused.StatusCode, Text(await TestClient.JsonOf(refused), "reason")));
        }

        await client.Json("POST", "session", SignIn("Bo Nguyen"));
        var lines = (await (await agency.Auditor()).Json("GET", "audit?action=sign-in&subject=counter")).GetProperty("lines");
        Assert.Equal("Bo Nguyen", Text(lines[0], "reason"));

        object SignIn(string? person) => new { agency = agency.Id, username = "counter", password = TestAgency.Password, person };
    }

    [Fact]
    public async Task An_exports_reason_is_in_its_line_without_identifiers()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var (keeper, watcher) = (await agency.SignIn("keeper"), await agency.SignIn("watcher"));

        (await keeper.Send("GET", "accounts?format=csv&reason=Yearly+review+of+4111+1111+1111+1111")).Dispose();
        (await watcher.Send("GET", citizen.Mine("transcript?format=json&reason=Request+17"))).Dispose();

        var tooLong = new string('x', AuditLimits.LongestExportReason + 1);
        Assert.Equal("invalid-request", await keeper.Problem("GET", $"accounts?format=csv&reason={tooLong}"));
        Assert.Equal("invalid-request", await watcher.Problem("GET", citizen.Mine($"transcript?reason={tooLong}")));
        var auditor = await agency.Auditor();
        Assert.Equal("json: Request 17", await Reason("transcript-exported"));
        var register = await Reason("accounts-exported");
        Assert.StartsWith("csv: Yearly review of ", register, StringComparison.Ordinal);
        Assert.DoesNotContain("1111", register, StringComparison.Ordinal);

        async Task<string?> Reason(string action) => Text((await auditor.Json("GET", $"audit?action={action}")).GetProperty("lines").EnumerateArray().Single(), "reason");
    }

    [Fact]
    public async Task A_change_and_a_review_are_kept_with_who_made_them()
    {
        var keeper = await (await host.NewAgency()).SignIn("keeper");

        await keeper.Json("PUT", "accounts/xquackenbush", Changed("Sasha", "Xanthippe Quackenbush"));
        var line = await keeper.Json("POST", "accounts/xquackenbush/review", new { reviewBy = In(30) });

        Assert.Equal(("Sasha", In(30), "keeper"), (Text(line, "alias"), Text(line, "reviewBy"), Text(line, "changedBy")));
        Assert.Equal("invalid-request", await keeper.Problem("POST", "accounts/xquackenbush/review", new { reviewBy = In(400) }));
        Assert.Equal("invalid-request", await keeper.Problem("PUT", "accounts/zffoulkes", Changed("sam", "Zebediah Ffoulkes")));
        Assert.Equal("invalid-request", await keeper.Problem("POST", "accounts/keeper/disable"));
        Assert.Equal("not-found", await keeper.Problem("POST", "accounts/nobody/disable"));
    }

    [Fact]
    public async Task The_export_is_a_table_without_formulas()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        var account = New("ada.lee", "Ada", "Ada Lee");
        account["purpose"] = "=HYPERLINK(\"https://evil.example\"),\"x\"";
        await keeper.Json("POST", "accounts", account);

        using var csv = await keeper.Send("GET", "accounts?format=csv");
        using var json = await keeper.Send("GET", "accounts?format=json");

        var table = await TestClient.TextOf(csv);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"'=HYPERLINK(\"\"https://evil.example\"\"),\"\"x\"\"\"", table, StringComparison.Ordinal);
        Assert.Equal(7, table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith(".csv", csv.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
        Assert.Equal(6, (await TestClient.JsonOf(json)).GetProperty("accounts").GetArrayLength());
        Assert.Equal("invalid-request", await keeper.Problem("GET", "accounts?format=pdf"));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public void A_cell_that_could_be_a_formula_is_text(string text) => Assert.StartsWith("\"'", AccountsCsv.Cell(text), StringComparison.Ordinal);

    private static async Task Refused(TestClient client)
    {
        for (var refused = false; !refused;)
        {
            using var answer = await client.Send("GET", "session");
            refused = !answer.IsSuccessStatusCode;
        }
    }

    private static Dictionary<string, object> New(string userName, string alias, string person, string role = "agent")
    {
        var account = Changed(alias, person, role);
        account["username"] = userName;
        account["password"] = TestAgency.Password;
        account["email"] = $"{userName}@example.org";
        return account;
    }

    private static Dictionary<string, object> Changed(string alias, string person, string role = "agent") => new()
    {
        ["alias"] = alias,
        ["role"] = role,
        ["queues"] = (string[])["general"],
        ["purpose"] = "Answers tests",
        ["officers"] = (string[])[person],
        ["email"] = "x@example.org",
        ["reviewBy"] = In(100),
    };

    private static string? Text(JsonElement answer, string field) => answer.GetProperty(field).GetString();
}
