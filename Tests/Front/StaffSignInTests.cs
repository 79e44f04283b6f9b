using Muster.Accounts;
using Muster.Agencies;
using Muster.Tests.Accounts;

namespace Muster.Tests.Front;

/// <summary>Second factor, locks, devices and assertions, as programs and the console meet them.</summary>
[Collection(SharedFront.Name)]
public sealed class StaffSignInTests(FrontHost host)
{
    private const string User = "xquackenbush";
    private const string Another = "the bridge opens at noon";

    [Fact]
    public async Task Only_after_the_right_password_is_a_code_asked_for()
    {
        var agency = await host.NewAgency();
        var (secret, codes) = await Enrol(await agency.Sam());
        var client = new TestClient(agency);

        Assert.Null((await Refused(client, "POST", "session", SignIn(agency, password: "a-guess-of-somebody"))).Reason);
        var (type, reason, status) = await Refused(client, "POST", "session", SignIn(agency));
        Assert.Equal(("not-signed-in", "code-needed", 401), (type, reason, status));
        Assert.Equal("code-needed", (await Refused(client, "POST", "session", SignIn(agency, code: "123"))).Reason);

        var who = await client.Json("POST", "session", SignIn(agency, code: codes[0]));
        Assert.Equal(("open", true), (who.GetProperty("state").GetString(), who.GetProperty("secondFactor").GetBoolean()));
        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task Where_a_second_factor_is_a_must_nothing_else_works_before_it()
    {
        var agency = await host.NewAgency(settings => settings with { SignIn = new SignInSettings(SecondFactorPolicy.Required) });
        var citizen = await agency.Citizen();
        var sam = await agency.Sam();

        (string Method, string Path, object? Body)[] calls =
            [("GET", "agents/me", null), ("GET", "agents/me/events", null), ("GET", citizen.Mine("transcript"), null), ("PUT", "agents/me/presence", new { status = "available" })];
        foreach (var (method, path, body) in calls)
            Assert.Equal(("not-allowed", "second-factor-due", 403), await Refused(sam, method, path, body));
        await Enrol(sam);

        Assert.Equal("open", (await sam.Json("GET", "session")).GetProperty("state").GetString());
        await sam.Json("GET", "agents/me");
    }

    [Fact]
    public async Task A_locked_session_does_nothing_and_its_streams_end()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await using var desk = await sam.Events("agents/me/events");
        await using var chat = await sam.Events(citizen.Mine("events"));
        await desk.Until("heartbeat");
        await chat.Until("heartbeat");

        Assert.Equal("locked", (await sam.Json("POST", "session/lock")).GetProperty("state").GetString());
        await Forgotten(sam);
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "after-the-lock", text = "a secret of mine" });
        host.Beat();

        await Ended(desk);
        await Ended(chat);
        Assert.DoesNotContain("a secret of mine", sam.Heard, StringComparison.Ordinal);
        Assert.Equal(("not-allowed", "locked", 403), await Refused(sam, "POST", citizen.Mine("messages"), new { messageId = "m", text = "t" }));
        Assert.Equal("password", await Field(sam, "POST", "session/unlock", new { password = "a-guess-of-somebody" }));
        Assert.Equal("open", (await sam.Json("POST", "session/unlock", new { password = TestAgency.Password })).GetProperty("state").GetString());
        await Forgotten(sam, isOpen: true);
        var me = await sam.Json("GET", "agents/me");
        Assert.Equal(("away", 1), (me.GetProperty("status").GetString(), me.GetProperty("inUse").GetInt32()));
    }

    [Fact]
    public async Task Others_sessions_are_seen_and_ended_by_their_owner()
    {
        var agency = await host.NewAgency();
        var (sam, elsewhere) = (await agency.Sam(), await agency.Sam());
        var seen = (await sam.Json("GET", "sessions")).GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal([false, true], seen.Select(session => session.GetProperty("own").GetBoolean()).Order());
        Assert.All(seen, session => Assert.Equal("A program", session.GetProperty("device").GetString()));
        var other = seen.Single(session => !session.GetProperty("own").GetBoolean()).GetProperty("id").GetString();

        await sam.Json("DELETE", $"sessions/{other}");

        await Gone(elsewhere);
        Assert.Equal("not-found", await sam.Problem("DELETE", $"sessions/{other}"));
        await agency.Sam();
        Assert.Single((await sam.Json("DELETE", "sessions")).GetProperty("sessions").EnumerateArray());
        await sam.Json("GET", "session");
    }

    [Fact]
    public async Task An_administrator_ends_sessions_and_gives_a_password_that_must_be_changed()
    {
        var (agency, other) = (await host.NewAgency(), await host.NewAgency());
        var (sam, keeper) = (await agency.Sam(), await agency.SignIn("keeper"));
        await Enrol(sam);

        Assert.True((await keeper.Json("GET", $"accounts/{User}/sessions")).GetProperty("secondFactor").GetBoolean());
        Assert.Equal("not-allowed", await sam.Problem("GET", $"accounts/{User}/sessions"));
        Assert.Equal("not-found", await keeper.Problem("GET", "accounts/nobody/sessions"));
        Assert.False((await (await other.SignIn("keeper")).Json("GET", $"accounts/{User}/sessions")).GetProperty("secondFactor").GetBoolean());
        Assert.Empty((await keeper.Json("DELETE", $"accounts/{User}/second-factor")).GetProperty("sessions").EnumerateArray());
        await Gone(sam);

        await keeper.Json("PUT", $"accounts/{User}/password", new { password = "given by telephone" });
        var next = await Member(agency, SignIn(agency, password: "given by telephone"));
        Assert.Equal("password-change-due", (await Refused(next, "GET", "agents/me")).Reason);
        Assert.Equal("newPassword", await Field(next, "PUT", "session/password", new { password = "given by telephone", newPassword = "password1234" }));
        await next.Json("PUT", "session/password", new { password = "given by telephone", newPassword = Another });
        await Forgotten(next, isOpen: true);
        await next.Json("GET", "agents/me");
    }

    [Fact]
    public async Task A_trusted_device_keeps_its_session_and_lets_its_owner_in_while_others_guess()
    {
        var agency = await host.NewAgency();
        using var plain = await new TestClient(agency).Send("POST", "session", SignIn(agency));
        using var trusting = await new TestClient(agency).Send("POST", "session", SignIn(agency, trustDevice: true));
        Assert.DoesNotContain("expires", plain.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        var cookies = trusting.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(cookies, cookie => Assert.Contains("expires", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Equal(2, cookie.Split("; ").Count(part => part is "httponly" or "samesite=strict")));
        var device = cookies.Single(cookie => cookie.StartsWith("muster-device-", StringComparison.Ordinal)).Split(';')[0];

        var stranger = new TestClient(agency);
        for (var guess = 0; guess < 7; guess++)
            await stranger.Problem("POST", "session", SignIn(agency, password: $"guess-number-{guess}"));

        Assert.True((await new TestClient(agency) { Cookie = device }.Json("POST", "session", SignIn(agency))).GetProperty("trusted").GetBoolean());
    }

    [Fact]
    public async Task An_assertion_opens_a_session_by_the_body_or_by_the_header_of_a_proxy()
    {
        using var provider = new IdentityProvider();
        var agency = await host.NewAgency(settings => settings with { SignIn = new SignInSettings { IdentityProvider = provider.Settings with { Header = "X-Forwarded-Assertion" } } });
        var client = new TestClient(agency);

        var who = await client.Json("POST", "session/assertion", new { agency = agency.Id, assertion = Assertion(provider) });
        using var byProxy = await client.Send("POST", "session/assertion", new { agency = agency.Id }, ("X-Forwarded-Assertion", Assertion(provider)));

        Assert.Equal((User, 200), (who.GetProperty("username").GetString(), (int)byProxy.StatusCode));
        Assert.Equal("not-signed-in", await client.Problem("POST", "session/assertion", new { agency = agency.Id }));
        Assert.Equal("not-signed-in", await client.Problem("POST", "session/assertion", new { agency = agency.Id }, ("X-Forwarded-Assertion", User)));
        Assert.Equal("not-signed-in", await client.Problem("POST", "session/assertion", new { agency = agency.Id }, ("X-Other", Assertion(provider))));
    }

    [Fact]
    public async Task What_is_wrong_with_an_assertion_is_not_told()
    {
        using var provider = new IdentityProvider();
        var agency = await host.NewAgency(settings => settings with { SignIn = new SignInSettings { IdentityProvider = provider.Settings } });
        var elsewhere = await host.NewAgency(settings => settings with { SignIn = new SignInSettings { IdentityProvider = provider.Settings with { Audience = "muster-elsewhere" } } });
        var without = await host.NewAgency();
        var client = new TestClient(agency);
        var once = Assertion(provider);
        await client.Json("POST", "session/assertion", new { agency = agency.Id, assertion = once });

        string[] problems =
        [
            await client.Problem("POST", "session/assertion", new { agency = agency.Id, assertion = once }),
            await client.Problem("POST", "session/assertion", new { agency = agency.Id, assertion = Assertion(provider, "nobody") }),
            await client.Problem("POST", "session/assertion", new { agency = agency.Id, assertion = Assertion(provider, "../keeper") }),
            await client.Problem("POST", "session/assertion", new { agency = agency.Id, assertion = "a.b.c" }),
            await client.Problem("POST", "session/assertion", new { agency = elsewhere.Id, assertion = Assertion(provider) }),
            await client.Problem("POST", "session/assertion", new { agency = without.Id, assertion = Assertion(provider) }),
            await client.Problem("POST", "session/assertion", new { agency = "no-such-agency", assertion = Assertion(provider) }),
        ];

        Assert.All(problems, problem => Assert.Equal("not-signed-in", problem));
    }

    private static string Assertion(IdentityProvider provider, string userName = User) => provider.Sign(IdentityProvider.Claims(TimeProvider.System.GetUtcNow(), userName));

    internal static async Task<(byte[] Secret, List<string> Codes)> Enrol(TestClient member)
    {
        var told = await member.Json("POST", "session/second-factor", new { password = TestAgency.Password });
        var secret = Read(told.GetProperty("secret").GetString()!);
        var code = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        var answer = await member.Json("POST", "session/second-factor/confirm", new { code });
        await Forgotten(member, isOpen: true);
        return (secret, [.. answer.GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!)]);
    }

    private static byte[] Read(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    /// <summary>Once what was believed before is forgotten; two answers, as there are two fronts.</summary>
    private static async Task Forgotten(TestClient member, bool isOpen = false)
    {
        member.Agency.Host.ForgetSessions(member.Agency);
        for (var front = 0; front < 2; front++)
            Assert.Equal(isOpen, (await member.Json("GET", "session")).GetProperty("state").GetString() == "open");
    }

    private static async Task Gone(TestClient member)
    {
        member.Agency.Host.ForgetSessions(member.Agency);
        for (var front = 0; front < 2; front++)
        {
            using var answer = await member.Send("GET", "session");
            Assert.Equal(401, (int)answer.StatusCode);
        }
    }

    private static Task Ended(EventReader stream) => TestClient.Soon(Drained(stream));

    private static async Task Drained(EventReader stream)
    {
        while (await stream.Next() is not null)
        {
            // What was on its way.
        }
    }

    private static async Task<TestClient> Member(TestAgency agency, object signIn)
    {
        using var answer = await new TestClient(agency).Send("POST", "session", signIn);
        Assert.Equal(200, (int)answer.StatusCode);
        return new TestClient(agency) { Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0] };
    }

    private static async Task<(string Type, string? Reason, int Status)> Refused(TestClient client, string method, string path, object? body = null)
    {
        using var answer = await client.Send(method, path, body);
        var problem = await TestClient.JsonOf(answer);
        return (await TestClient.ProblemOf(answer, path), problem.TryGetProperty("reason", out var reason) ? reason.GetString() : null, (int)answer.StatusCode);
    }

    private static async Task<string?> Field(TestClient client, string method, string path, object body)
    {
        using var answer = await client.Send(method, path, body);
        Assert.Equal(400, (int)answer.StatusCode);
        return (await TestClient.JsonOf(answer)).GetProperty("field").GetString();
    }

    private static object SignIn(TestAgency agency, string password = TestAgency.Password, string? code = null, bool trustDevice = false) =>
        new { agency = agency.Id, username = User, password, code, trustDevice };
}
