using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>The forms for people without JavaScript, as any client may send them.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed partial class PlainFormTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    [Fact]
    public async Task The_same_form_sent_twice_is_one_conversation()
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        using var http = Client();
        var secret = Secret().Match(await http.GetStringAsync(new Uri("/chat/demo", UriKind.Relative), TestContext.Current.CancellationToken)).Groups[1].Value;

        var first = await Send(http, "/chat/demo", secret, "Twice");
        var second = await Send(http, "/chat/demo", secret, "Twice");

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(Ticket(first), Ticket(second));
        Assert.All(first.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        });

        static string Ticket(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("muster-chat=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        using var http = Client();
        http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        var answer = await Send(http, "/chat/demo", "0123456789012345678901234567890123456789", "Forged");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_it_is_refused()
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        using var http = Client();
        var text = new string('y', 4_001);

        var answer = await Send(http, "/chat/demo", "0123456789012345678901234567890123456789", text);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains("href=\"#text\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/chat")]
    [InlineData("/chat/nowhere")]
    public async Task An_address_without_a_chat_says_so(string path)
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        using var http = Client();

        var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>There is no chat at this address</h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_answered_questions_are_asked_again_with_what_was_answered()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office, withScript: false);
        await citizen.Ask("Is the tip open?");
        await citizen.Press("Leave queue");
        await citizen.Page.GetByLabel("4, satisfied").CheckAsync();
        await citizen.Page.GetByLabel("How could we do better?").FillAsync("Open on Sundays");

        await citizen.Press("Send answers");
        await Expect(citizen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Answer the first two questions");
        await Expect(citizen.Page.GetByLabel("4, satisfied")).ToBeCheckedAsync();
        await Expect(citizen.Page.GetByLabel("How could we do better?")).ToHaveValueAsync("Open on Sundays");
        await citizen.Page.GetByLabel("No", new() { Exact = true }).CheckAsync();
        await citizen.Press("Send answers");

        await Expect(citizen.Page.GetByText("Your answers have been recorded")).ToBeVisibleAsync();
    }

    private static Task<HttpResponseMessage> Send(HttpClient http, string path, string messageId, string text) => http.PostAsync(
        new Uri(path, UriKind.Relative),
        new FormUrlEncodedContent(new Dictionary<string, string> { ["queue"] = "general", ["messageId"] = messageId, ["text"] = text }));

    private HttpClient Client() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(browser.Address) };

    [GeneratedRegex("name=\"messageId\" value=\"([^\"]+)\"")]
    private static partial Regex Secret();
}
