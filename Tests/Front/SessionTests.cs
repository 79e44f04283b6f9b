namespace Muster.Tests.Front;

[Collection(SharedFront.Name)]
public sealed class SessionTests(FrontHost host)
{
    [Fact]
    public async Task A_session_is_a_cookie_that_no_script_and_no_other_site_gets()
    {
        var agency = await host.NewAgency();

        using var answer = await new TestClient(agency).Send("POST", "session", SignIn(agency));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase); // over https alone, and this is not
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_the_cookie_is_for_tls_alone()
    {
        var agency = await host.NewAgency();

        using var answer = await new TestClient(agency).Send("POST", "session", SignIn(agency), ("X-Forwarded-Proto", "https"));

        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Who_is_signed_in_is_told_by_their_alias()
    {
        var sam = await (await host.NewAgency()).Sam();

        var who = await sam.Json("GET", "session");

        Assert.Equal(("Sam", "agent"), (who.GetProperty("alias").GetString(), who.GetProperty("role").GetString()));
        Assert.DoesNotContain("Quackenbush", who.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_name_is_the_same_in_any_case()
    {
        var agency = await host.NewAgency();

        await new TestClient(agency).Json("POST", "session", SignIn(agency, "XQuackenbush"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_sign_in_is_not_told()
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);

        string[] problems =
        [
            await client.Problem("POST", "session", SignIn(agency, password: "wrong-password")),
            await client.Problem("POST", "session", SignIn(agency, "nobody")),
            await client.Problem("POST", "session", SignIn(agency, "no such name")),
            await client.Problem("POST", "session", new { agency = "no-such-agency", username = "xquackenbush", password = TestAgency.Password }),
        ];

        Assert.All(problems, problem => Assert.Equal("not-signed-in", problem));
    }

    [Fact]
    public async Task Guessing_a_password_is_slowed_down()
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);
        var problems = new List<string>();

        for (var guess = 0; guess < 8; guess++)
            problems.Add(await client.Problem("POST", "session", SignIn(agency, password: $"guess-number-{guess}")));

        Assert.Contains("slow-down", problems);
    }

    [Fact]
    public async Task A_session_that_ended_is_soon_worth_nothing_at_any_front()
    {
        var sam = await (await host.NewAgency()).Sam();
        await sam.Json("GET", "session");
        await sam.Json("GET", "session");

        await sam.Json("DELETE", "session");

        await TestClient.Soon(RefusedTwice(sam));
        await sam.Json("DELETE", "session");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "not an origin")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_can_write_nothing_on_a_members_behalf(string header, string value)
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var before = (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).ToString();

        Assert.Equal("not-allowed", await sam.Problem("PUT", "agents/me/presence", new { status = "away" }, (header, value)));
        Assert.Equal("not-allowed", await sam.Problem("POST", citizen.Mine("messages"), new { messageId = "m", text = "t" }, (header, value)));
        Assert.Equal("not-allowed", await sam.Problem("POST", citizen.Mine("closing-question"), null, (header, value)));
        Assert.Equal("not-allowed", await sam.Problem("DELETE", "session", null, (header, value)));
        Assert.Equal("not-allowed", await new TestClient(agency).Problem("POST", "session", SignIn(agency), (header, value)));

        Assert.Equal(before, (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).ToString());
        Assert.Equal("available", (await sam.Json("GET", "agents/me")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Our_own_page_and_a_program_write_freely()
    {
        var sam = await (await host.NewAgency()).Sam();
        var own = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var page = await sam.Send("PUT", "agents/me/presence", new { status = "busy" }, ("Origin", own), ("Sec-Fetch-Site", "same-origin"));
        using var program = await sam.Send("PUT", "agents/me/presence", new { status = "away" });

        Assert.Equal((200, 200), ((int)page.StatusCode, (int)program.StatusCode));
    }

    /// <summary>By one front and by the next: another than the one where it ended believes in a session for two seconds more.</summary>
    private static async Task RefusedTwice(TestClient client)
    {
        for (var refused = 0; refused < 2;)
        {
            using var answer = await client.Send("GET", "session");
            refused = answer.IsSuccessStatusCode ? 0 : refused + 1;
        }

        Assert.Equal("not-signed-in", await client.Problem("GET", "session"));
    }

    private static object SignIn(TestAgency agency, string userName = "xquackenbush", string password = TestAgency.Password) =>
        new { agency = agency.Id, username = userName, password };
}
