using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>Somebody writes that a life is in danger: what they read at once, and what their agent does (W45, A20).</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class EmergencyTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    [Fact]
    public async Task Before_a_chat_has_begun_and_without_a_line_whoever_types_it_reads_whom_to_call()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        var question = citizen.Page.GetByLabel("Your question");
        await citizen.Visit.Offline(true);
        await question.FillAsync("We are entrapped");
        await Expect(Banner(citizen)).ToHaveCountAsync(0);

        await question.FillAsync("We are");
        await question.PressSequentiallyAsync(" trapped!");

        await Expect(Banner(citizen)).ToBeVisibleAsync();
        await Expect(Banner(citizen)).ToHaveAttributeAsync("role", "alert");
        await Expect(Banner(citizen).GetByRole(AriaRole.Link, new() { Name = "000" })).ToHaveAttributeAsync("href", "tel:000");
        await Expect(Banner(citizen)).ToContainTextAsync("This chat is not an emergency service");
        await Expect(question).ToBeFocusedAsync();
        Assert.True(await IsAbove(Banner(citizen), question), "the banner stands above the field");
        await question.PressSequentiallyAsync(" There is no way out");
        await Expect(Banner(citizen)).ToHaveCountAsync(1);

        await citizen.Visit.Offline(false);
        await citizen.Press("Start chat");
        await citizen.Sees("We are trapped!");
        await Expect(Banner(citizen)).ToBeVisibleAsync();
        await Expect(Aloud(citizen)).ToHaveCountAsync(0); // it was said before
        await citizen.Page.ReloadAsync();
        await citizen.Sees("We are trapped!");
        await Expect(Banner(citizen)).ToBeVisibleAsync();
        Assert.Empty(citizen.Visit.Wrongs);
    }

    [Fact]
    public async Task In_a_chat_it_is_shown_and_said_once_and_nobody_is_taken_from_what_they_write()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?");
        await citizen.IsAt("You are in the queue");
        await Expect(Banner(citizen)).ToHaveCountAsync(0);
        await citizen.Visit.Offline(true);

        await citizen.Message.FillAsync("I can’t");
        await citizen.Message.PressSequentiallyAsync(" breathe");

        await Expect(Banner(citizen)).ToBeVisibleAsync();
        await Expect(Aloud(citizen)).ToHaveCountAsync(1);
        await Expect(citizen.Message).ToBeFocusedAsync();
        await Expect(citizen.Message).ToHaveValueAsync("I can’t breathe");
        Assert.True(await IsAbove(Banner(citizen), citizen.Message), "the banner stands above the field");
        await Banner(citizen).FocusAsync();
        await Expect(Banner(citizen)).ToBeFocusedAsync();
        await citizen.Message.PressAsync("Enter");
        await citizen.Message.PressSequentiallyAsync("trapped");
        await Expect(Banner(citizen)).ToHaveCountAsync(1);
        await Expect(Aloud(citizen)).ToHaveCountAsync(1);

        await citizen.Visit.Offline(false);
        await citizen.Sees("You have been moved to the front of the queue");
        await citizen.End();
        await Expect(Banner(citizen)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Its_agent_has_it_first_is_told_aloud_and_reads_what_to_do()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var ada = await CitizenScreen.Start(office, "Is the tip open?", "Ada");
        await Expect(agent.Heading).ToHaveTextAsync("Ada");
        await using var ben = await CitizenScreen.Start(office, "Where is the library?", "Ben");
        await Expect(agent.Names).ToHaveTextAsync(["Ada", "Ben"]);
        var steps = agent.Page.Locator("[data-part=protocol]");
        await Expect(steps).ToBeHiddenAsync();

        await ben.Write("My father has collapsed");

        await Expect(agent.Names).ToHaveTextAsync(["Ben", "Ada"]);
        await Expect(agent.Chats.First).ToContainTextAsync("A life may be in danger");
        await Expect(agent.Chats.First).ToHaveAttributeAsync("data-at-risk", "");
        await Expect(agent.Chats.Last).Not.ToContainTextAsync("A life may be in danger");
        await Expect(agent.Page.Locator("[data-region=assertive] p", new() { HasText = "A life may be in danger: Ben" })).ToHaveCountAsync(1);
        await Expect(steps).ToBeHiddenAsync();
        await agent.OpenChat("Ben");
        await Expect(steps).ToBeVisibleAsync();
        await Expect(steps.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await Expect(steps.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("call 000 now");
        await agent.Sees("The citizen's words say that a life may be in danger. Found: “collapsed”.");
        await Expect(ben.Log).Not.ToContainTextAsync("a life may be in danger");
        await Expect(Banner(ben)).ToBeVisibleAsync();
    }

    private static ILocator Banner(CitizenScreen citizen) => citizen.Page.Locator(".emergency-banner");

    private static ILocator Aloud(CitizenScreen citizen) => citizen.Page.Locator("[data-region=assertive] p", new() { HasText = "Call 000 now." });

    private static async Task<bool> IsAbove(ILocator one, ILocator other) =>
        await one.BoundingBoxAsync() is { } above && await other.BoundingBoxAsync() is { } below && above.Y + above.Height <= below.Y;
}
