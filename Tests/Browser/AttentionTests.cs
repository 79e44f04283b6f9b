using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>Where the focus goes and where it stays, and how a minimised chat asks for attention.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class AttentionTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>Tones.</summary>
    private const int ARing = 2;

    [Fact]
    public async Task Whoever_waits_in_the_chat_may_write_at_once_when_an_agent_joins_and_nobody_is_torn_from_elsewhere()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await using var waits = await CitizenScreen.Start(office, "I wait here.", "Nil");
        await using var chooses = await CitizenScreen.Start(office, "I look for the copy.", "Pia");
        await Expect(waits.Heading).ToBeFocusedAsync();
        await chooses.Page.GetByText("Options").ClickAsync();
        var save = chooses.Page.Locator(".menu-body").GetByRole(AriaRole.Button, new() { Name = "Save as text" });
        await save.FocusAsync();

        await agent.Is("Available");

        await waits.IsAt("You are talking with Sam");
        await Expect(waits.Message).ToBeFocusedAsync();
        await chooses.IsAt("You are talking with Sam");
        await Expect(save).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_wants_to_hears_that_an_agent_has_joined_and_nothing_of_what_was_before()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        var (visit, other) = (await office.Visit(), await office.Visit());
        foreach (var one in (Visit[])[visit, other])
            await Tones.AreCountedIn(one.Page);
        await using var hears = await CitizenScreen.Start(office, "I wait here.", "Nil", visit);
        await using var hearsNothing = await CitizenScreen.Start(office, "I wait, too.", "Pia", other);
        await hears.Page.GetByText("Options").ClickAsync();
        await Expect(Sounds(hears)).Not.ToBeCheckedAsync();
        await Sounds(hears).CheckAsync();
        Assert.Equal(ARing, await Tones.AreHeardIn(hears.Page)); // this is how it sounds

        await agent.Is("Available");

        await hears.IsAt("You are talking with Sam");
        Assert.Equal(ARing, await Tones.AreHeardIn(hears.Page));
        await hearsNothing.IsAt("You are talking with Sam");
        await hearsNothing.Page.GetByText("Options").ClickAsync();
        await Sounds(hearsNothing).CheckAsync();
        Assert.Equal(ARing, await Tones.AreHeardIn(hearsNothing.Page)); // this one, and none when Sam joined
        await hears.Page.ReloadAsync();
        await hears.IsAt("You are talking with Sam");
        await hears.Page.GetByText("Options").ClickAsync();
        await Sounds(hears).UncheckAsync();
        await Sounds(hears).CheckAsync();
        Assert.Equal(ARing, await Tones.AreHeardIn(hears.Page)); // this one, and none for what was before

        static ILocator Sounds(CitizenScreen citizen) => citizen.Page.GetByLabel("Play a sound when somebody joins or writes");
    }

    [Fact]
    public async Task A_minimised_chat_goes_on_and_tells_once_what_is_unread()
    {
        var office = browser.Office();
        await using var site = await ForeignSite.Start(browser.Product);
        await using var agent = await AgentScreen.SignIn(office);
        await using var visit = await office.Visit();
        await visit.Page.GotoAsync(site.PageFor(office.Agency));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open now" }).ClickAsync();
        var panel = visit.Page.FrameLocator("iframe");
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await panel.GetByLabel("Your question").FillAsync("Is the library open?");
        await panel.GetByLabel("What may we call you?").FillAsync("Quentin");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await panel.GetByLabel("Your message").FillAsync("And the");

        var search = visit.Page.GetByLabel("Search this site");
        await search.FocusAsync();
        await agent.Is("Available");
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are talking with Sam");
        await Expect(search).ToBeFocusedAsync();

        await panel.GetByLabel("Your message").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        var launcher = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Chat with us" });
        await Expect(launcher).ToBeFocusedAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-expanded", "false");
        await agent.OpenChat("Quentin");
        await agent.Reply("Until five.");
        await Expect(launcher).ToHaveAccessibleNameAsync("Chat with us, 1 new message");
        await Expect(launcher).ToContainTextAsync("1 new message");
        var announced = visit.Page.Locator("muster-launcher [role=status]");
        await Expect(announced).ToHaveTextAsync("Chat with us, 1 new message");
        await agent.Reply("On Sundays until four.");
        await Expect(launcher).ToHaveAccessibleNameAsync("Chat with us, 2 new messages");
        await Expect(announced).ToHaveTextAsync("Chat with us, 1 new message");

        await launcher.ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await Expect(panel.GetByRole(AriaRole.Log)).ToContainTextAsync("On Sundays until four.");
        await Expect(panel.GetByLabel("Your message")).ToHaveValueAsync("And the");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(launcher).ToHaveAccessibleNameAsync("Chat with us, Open now");
    }
}
