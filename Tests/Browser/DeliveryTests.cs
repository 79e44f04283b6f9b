using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>The way of a message as its writer sees it: on its way, sent, delivered; or failed, and what can be done then.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Product)]
public sealed class DeliveryTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    [Fact]
    public async Task A_message_is_sending_until_stored_and_delivered_when_it_was_on_the_other_screen()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", "Ugo");
        await agent.Is("Available");
        await agent.OpenChat("Ugo");
        await citizen.IsAt("You are talking with Sam");
        var isLetThrough = new TaskCompletionSource();
        await citizen.Page.RouteAsync("**/messages", async route =>
        {
            await isLetThrough.Task;
            await route.ContinueAsync();
        });

        await citizen.Write("The one at the river");
        var state = citizen.Page.Locator(".mine", new() { HasText = "The one at the river" }).Locator(".letter-state");
        await Expect(state).ToHaveTextAsync("Sending…");
        await agent.Reply("Which one?");
        await citizen.Sees("Which one?");
        await agent.Page.EvaluateAsync("() => (document.hasFocus = () => false)");
        isLetThrough.SetResult();
        await Expect(state).ToHaveTextAsync("Sent");
        await Expect(agent.Spoken).ToHaveTextAsync(["Is the tip open?", "Which one?", "The one at the river"]);
        await Expect(citizen.Spoken).ToHaveTextAsync(["Is the tip open?", "Which one?", "The one at the river"]);

        await agent.Page.EvaluateAsync("() => { document.hasFocus = () => true; dispatchEvent(new Event('focus')) }");
        await Expect(state).ToHaveTextAsync("Delivered");
    }

    [Fact]
    public async Task What_could_not_be_sent_stays_to_be_copied_resent_or_deleted()
    {
        var office = browser.Office();
        var visit = await office.Visit(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await visit.Page.Clock.InstallAsync();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: visit);
        await citizen.Page.RouteAsync("**/messages", route => route.AbortAsync());
        await citizen.Write("My number is 12");
        await Expect(citizen.Page.Locator(".on-its-way")).ToHaveCountAsync(1);
        await citizen.Page.Clock.FastForwardAsync(6_000);
        var failed = citizen.Page.Locator(".failed");
        await Expect(failed).ToContainTextAsync("My number is 12");
        await Expect(failed).ToContainTextAsync("Message not sent.");
        await Expect(citizen.Page.Locator("[data-region=assertive]")).ToContainTextAsync("Message not sent. Resend");

        await citizen.Press("Copy");
        await citizen.Press("Copied");
        Assert.Equal("My number is 12", await citizen.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await citizen.Page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await citizen.Press("Copied");
        await citizen.Page.WaitForFunctionAsync("() => getSelection().toString() === 'My number is 12'");

        await citizen.Page.ReloadAsync();
        await Expect(citizen.Page.Locator(".on-its-way")).ToContainTextAsync("My number is 12");
        await citizen.Page.Clock.FastForwardAsync(6_000);
        await Expect(failed).ToContainTextAsync("My number is 12");
        await citizen.Press("Delete");
        await Expect(citizen.Own).ToHaveTextAsync(["Is the tip open?"]);
        await Expect(citizen.Message).ToBeFocusedAsync();
        await citizen.Page.UnrouteAllAsync();
        await citizen.Write("My number is 21");
        await Expect(citizen.Page.Locator(".mine .letter-state").Last).ToHaveTextAsync("Sent");
        await citizen.Page.ReloadAsync();
        await Expect(citizen.Own).ToHaveTextAsync(["Is the tip open?", "My number is 21"]);
    }
}
