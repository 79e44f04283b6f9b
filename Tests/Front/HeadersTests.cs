using System.Net;

namespace Muster.Tests.Front;

/// <summary>What an answer tells a browser about itself, and which requests get none.</summary>
[Collection(SharedFront.Name)]
public sealed class HeadersTests(FrontHost host)
{
    [Fact]
    public async Task Every_answer_is_for_our_own_pages_unless_it_is_there_for_others()
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);

        foreach (var path in (string[])["/console", $"/chat/{agency.Id}", $"/chat/{agency.Id}/theme.css", $"agencies/{agency.Id}", "session", "/openapi/v1.json", "/nowhere"])
        {
            Assert.Equal("same-origin", await Header(client, path, "Cross-Origin-Resource-Policy"));
            Assert.Equal("", await Header(client, path, "Access-Control-Allow-Origin"));
        }

        foreach (var path in (string[])["/widget.js", $"/chat/{agency.Id}/launcher"])
            Assert.Equal("cross-origin", await Header(client, path, "Cross-Origin-Resource-Policy"));
    }

    [Fact]
    public async Task A_page_takes_text_as_nothing_but_text_and_its_window_is_its_own()
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);

        foreach (var path in (string[])["/console", $"/chat/{agency.Id}", "/chat/nowhere"])
        {
            var policy = await Header(client, path, "Content-Security-Policy");
            foreach (var part in (string[])["default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"])
                Assert.Contains(part, policy.Split("; "));
            Assert.Equal("same-origin", await Header(client, path, "Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", await Header(client, path, "Referrer-Policy"));
        }
    }

    [Fact]
    public async Task Only_the_sites_of_an_agency_frame_its_page_and_nobody_the_console()
    {
        var agency = await host.NewAgency(settings => settings with { Sites = ["https://www.example.org"] });
        var client = new TestClient(agency);

        var page = await Header(client, $"/chat/{agency.Id}", "Content-Security-Policy");
        var console = await Header(client, "/console", "Content-Security-Policy");

        Assert.Contains("frame-ancestors 'self' https://www.example.org", page.Split("; "));
        Assert.Contains("frame-ancestors 'none'", console.Split("; "));
        Assert.Equal(("", "DENY"), (await Header(client, $"/chat/{agency.Id}", "X-Frame-Options"), await Header(client, "/console", "X-Frame-Options")));
    }

    [Fact]
    public async Task Nothing_personal_is_kept_by_a_browser_or_a_proxy()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var agent = await agency.Holder(citizen);
        var form = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };
        (TestClient Who, string Path)[] reads =
        [
            (citizen, citizen.Mine("events")[..^"/events".Length]), (citizen, citizen.Mine("events")), (citizen, citizen.Mine("transcript")), (agent, "session"), (agent, "agents/me"),
            (agent, "agents/me/conversations"), (agent, citizen.Mine("transcript?format=html")), (form, $"/chat/{agency.Id}"), (form, $"/chat/{agency.Id}/transcript"), (agent, "/console"),
            (new TestClient(agency), citizen.Mine("transcript")),
        ];

        foreach (var (who, path) in reads)
            Assert.Equal("no-store", await Header(who, path, "Cache-Control"));
    }

    [Fact]
    public async Task Every_text_says_in_which_characters_it_is_written()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();

        foreach (var path in (string[])["/console", $"/chat/{agency.Id}", $"/chat/{agency.Id}/theme.css", "/widget.js", citizen.Mine("transcript"), citizen.Mine("transcript?format=html")])
        {
            using var answer = await citizen.Send("GET", path);
            Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
        }
    }

    [Theory]
    [InlineData("/assets"), InlineData("/assets/"), InlineData("/assets/x/"), InlineData("/assets/x/citizen"), InlineData("/assets/x/citizen/")]
    [InlineData("/assets/x/../../appsettings.json"), InlineData("/assets/x/%2e%2e/%2e%2e/keys/master.json"), InlineData("/assets/x/..%2f..%2fkeys%2fmaster.json")]
    [InlineData("/.git/config"), InlineData("/agencies"), InlineData("/wwwroot/widget.js"), InlineData("/demo-accounts.json")]
    public async Task No_directory_is_listed(string path)
    {
        using var answer = await new TestClient(await host.NewAgency()).Send("GET", path);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        Assert.Equal("", await TestClient.TextOf(answer));
    }

    [Theory]
    [InlineData("TRACE"), InlineData("TRACK"), InlineData("OPTIONS"), InlineData("PROPFIND"), InlineData("MUSTER")]
    public async Task A_method_that_no_address_takes_is_refused_everywhere(string method)
    {
        var agency = await host.NewAgency();
        var sam = await agency.Sam();

        foreach (var path in (string[])["/", $"/chat/{agency.Id}", "/console", "/widget.js", "/openapi/v1.json", "/nowhere", "session", "nothing"])
        {
            using var answer = await sam.Send(method, path, null, ("X-HTTP-Method-Override", "GET"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.DoesNotContain("muster-session", await TestClient.TextOf(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Over_https_no_other_host_can_plant_the_cookies_of_a_chat_without_javascript()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();

        using var answer = await new TestClient(agency).Send("POST", $"/chat/{agency.Id}", Form(("queue", "general"), ("messageId", Some.Secret), ("text", "hello")), ("X-Forwarded-Proto", "https"));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith($"__Host-muster-chat-{agency.Id}=", StringComparison.Ordinal));
        var browser = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith($"__Host-muster-browser-{agency.Id}=", StringComparison.Ordinal));
        using var planted = await new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" }.Send("GET", $"/chat/{agency.Id}", null, ("X-Forwarded-Proto", "https"));
        using var own = await new TestClient(agency) { Cookie = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)] }.Send("GET", $"/chat/{agency.Id}", null, ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        foreach (var part in (string[])["path=/", "secure", "samesite=strict", "httponly"])
        {
            Assert.Contains(part, cookie.Split("; "));
            Assert.Contains(part, browser.Split("; "));
        }

        Assert.DoesNotContain("Is the bridge open?", await TestClient.TextOf(planted), StringComparison.Ordinal);
        Assert.Contains("hello", await TestClient.TextOf(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_chat_stands_in_no_address_and_on_no_page()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var form = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };

        using var posted = await form.Send("POST", $"/chat/{agency.Id}/messages", Form(("messageId", "m-1"), ("text", "hello")));
        await form.Send("GET", $"/chat/{agency.Id}");
        await form.Send("GET", $"/chat/{agency.Id}/transcript");

        Assert.Equal($"/chat/{agency.Id}#latest", posted.Headers.Location?.OriginalString);
        Assert.DoesNotContain(citizen.Token!, form.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain(citizen.Conversation, form.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_percent_encoded_and_small_however_it_is_sent()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var form = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };
        using var files = new MultipartFormDataContent { { new StringContent("m-1"), "messageId" }, { new ByteArrayContent(new byte[10]), "text", "a.exe" } };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Status(form, files));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Status(form, new StringContent("{}")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status(form, Form(("messageId", "m-1"), ("text", new string('x', 70_000)))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status(form, new Unmeasured(Form(("messageId", "m-1"), ("text", new string('x', 70_000))))));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(form, Form(("messageId", "m-1"), ("text", "a\0b"))));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(form, Form([.. Enumerable.Range(0, 1_100).Select(field => ($"f{field}", "x"))])));
        Assert.Equal(3, (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_page_that_fails_says_so_in_a_sentence_and_gives_nothing_away()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var form = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };

        host.Broken[citizen.Conversation] = true;
        using var answer = await form.Send("GET", $"/chat/{agency.Id}");
        host.Broken.TryRemove(citizen.Conversation, out _);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("This page cannot be shown at the moment.", form.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", form.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sends_its_reader_to_its_own_agencys_page_alone()
    {
        var agency = await host.NewAgency();
        var client = new TestClient(agency);

        foreach (var path in (string[])["//evil.example", "%2F%2Fevil.example", "%5Cevil.example", "https:%2F%2Fevil.example", "x%0d%0aSet-Cookie:%20a=b"])
        {
            using var answer = await client.Send("POST", $"/chat/{path}/finish", Form(("returnUrl", "https://evil.example/")));
            Assert.True(answer.Headers.Location is null || answer.Headers.Location.OriginalString.StartsWith("/chat/", StringComparison.Ordinal), answer.Headers.Location?.OriginalString);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("GET", "transcript?format=txt&format=html")]
    [InlineData("GET", "events?after=0&after=1")]
    [InlineData("GET", "events?after=0&After=1")]
    public async Task A_parameter_given_twice_is_refused_and_not_guessed_at(string method, string path)
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal("invalid-request", await citizen.Problem(method, citizen.Mine(path), null, ("Accept", "application/json")));
    }

    [Fact]
    public async Task Two_tokens_or_two_sessions_are_none()
    {
        var agency = await host.NewAgency();
        var (one, two) = (await agency.Citizen(), await agency.Citizen());
        var both = new TestClient(agency);

        Assert.Equal("not-signed-in", await both.Problem("GET", one.Mine("transcript"), null, ("Authorization", $"Bearer {one.Token}"), ("Authorization", $"Bearer {two.Token}")));
        Assert.Equal("not-signed-in", await both.Problem("GET", one.Mine("transcript"), null, ("Authorization", $"Bearer {one.Token}, Bearer {two.Token}")));
        Assert.Equal("not-signed-in", await both.Problem("GET", one.Mine($"transcript?access_token={one.Token}&token={one.Token}")));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<HttpStatusCode> Status(TestClient client, HttpContent body)
    {
        using var answer = await client.Send("POST", $"/chat/{client.Agency.Id}/messages", body);
        return answer.StatusCode;
    }

    private static async Task<string> Header(TestClient client, string path, string name)
    {
        using var answer = await client.Send("GET", path, null, ("Accept", "application/json"));
        return answer.Headers.TryGetValues(name, out var values) ? values.Single() : "";
    }

    /// <summary>A form sent in chunks, so that nobody knows its length before.</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly HttpContent _form;

        public Unmeasured(HttpContent form)
        {
            _form = form;
            Headers.ContentType = form.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _form.CopyToAsync(stream, context);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
