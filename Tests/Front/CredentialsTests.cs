using System.Net.Sockets;
using System.Text;

namespace Muster.Tests.Front;

/// <summary>What counts as a token or a session where more than one thing is shown, and from where.</summary>
[Collection(SharedFront.Name)]
public sealed class CredentialsTests(FrontHost host)
{
    [Fact]
    public async Task A_citizens_token_next_to_a_session_opens_nothing_of_staffs()
    {
        var agency = await host.NewAgency();
        var (sam, citizen) = (await agency.Sam(), await agency.Citizen());
        var both = new TestClient(agency) { Cookie = sam.Cookie, Token = citizen.Token };
        var before = (await sam.Json("GET", "agents/me")).GetProperty("status").GetString();

        for (var time = 0; time < 10; time++)
        {
            Assert.Equal("not-allowed", await both.Problem("PUT", "agents/me/presence", new { status = "busy" }));
            Assert.Equal("not-allowed", await both.Problem("POST", "session/lock"));
        }

        host.ForgetSessions(agency);
        Assert.Equal("open", (await sam.Json("GET", "session")).GetProperty("state").GetString());
        Assert.NotEqual("busy", before);
        Assert.Equal(before, (await sam.Json("GET", "agents/me")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_token_counts_as_a_bearers_alone()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var stranger = new TestClient(agency);

        foreach (var header in (string[])[$"Tickets{citizen.Token}", $"Tokens {citizen.Token}", citizen.Token!, "Bearer", "a"])
            Assert.Equal("not-signed-in", await stranger.Problem("GET", citizen.Mine("transcript"), null, ("Authorization", header)));
        using var known = await stranger.Send("GET", citizen.Mine("transcript"), null, ("Authorization", $"bearer {citizen.Token}"));
        Assert.Equal(200, (int)known.StatusCode);
    }

    [Fact]
    public async Task Two_lines_with_a_token_each_are_none()
    {
        var agency = await host.NewAgency();
        var (one, two) = (await agency.Citizen(), await agency.Citizen());

        Assert.StartsWith("HTTP/1.1 200 ", await Answer(one, one.Token!), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 401 ", await Answer(one, one.Token!, two.Token!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task An_assertion_from_another_site_is_not_even_looked_at(string header, string value)
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);
        var body = new { agency = agency.Id, assertion = "made.up.entirely" };

        Assert.Equal("not-signed-in", await client.Problem("POST", "session/assertion", body));
        Assert.Equal("not-allowed", await client.Problem("POST", "session/assertion", body, (header, value)));
    }

    [Fact]
    public async Task A_neighbouring_site_may_link_to_what_staff_read()
    {
        var sam = await (await host.NewAgency()).Sam();

        using var answer = await sam.Send("GET", "agencies/me", null, ("Sec-Fetch-Site", "same-site"));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    /// <summary>All that is answered; an HttpClient would write one line.</summary>
    private async Task<string> Answer(TestClient citizen, params string[] tokens)
    {
        var request = new StringBuilder($"GET /api/v1/{citizen.Mine("transcript")} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
        foreach (var token in tokens)
            request.Append("Authorization: Bearer ").Append(token).Append("\r\n");

        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Append("\r\n").ToString()), TestContext.Current.CancellationToken);
        using var answer = new MemoryStream();
        await TestClient.Soon(stream.CopyToAsync(answer, TestContext.Current.CancellationToken));
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
