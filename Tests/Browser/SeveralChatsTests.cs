using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>One agent, several chats: their order, the keys between them, and each one's place kept.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Product)]
public sealed class SeveralChatsTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    private const string Caret = "field => [field.selectionStart, field.selectionEnd].join()";

    [Fact]
    public async Task The_order_an_agent_keeps_stays_until_it_is_given_up()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var first = await CitizenScreen.Start(office, "First asks", "Hal");
        await using var second = await CitizenScreen.Start(office, "Second asks", "Ivy");
        await Expect(agent.Names).ToHaveTextAsync(["Hal", "Ivy"]);

        await agent.Page.GetByLabel("Keep this order").CheckAsync();
        await agent.OpenChat("Hal");
        await agent.Reply("Hello Hal");
        await agent.Composer.HoverAsync();
        await Expect(agent.Chats.First.Locator(".item-wait")).ToContainTextAsync("You replied");
        await Expect(agent.Names).ToHaveTextAsync(["Hal", "Ivy"]);
        await agent.Page.ReloadAsync();
        await Expect(agent.Page.GetByLabel("Keep this order")).ToBeCheckedAsync();
        await Expect(agent.Names).ToHaveTextAsync(["Hal", "Ivy"]);

        await agent.Page.GetByLabel("Keep this order").UncheckAsync();
        await Expect(agent.Names).ToHaveTextAsync(["Ivy", "Hal"]);
    }

    [Fact]
    public async Task Keys_lead_from_chat_to_chat_until_they_are_switched_off()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await agent.Page.GetByLabel("Keep this order").CheckAsync();
        await using var first = await CitizenScreen.Start(office, "First asks", "Max");
        await using var second = await CitizenScreen.Start(office, "Second asks", "Nina");
        await using var third = await CitizenScreen.Start(office, "Third asks", "Otto");
        await Expect(agent.Names).ToHaveTextAsync(["Max", "Nina", "Otto"]);

        foreach (var (keys, name) in new[] { ("Alt+3", "Otto"), ("Alt+ArrowUp", "Nina"), ("Alt+ArrowUp", "Max"), ("Alt+ArrowDown", "Nina"), ("Alt+1", "Max"), ("Alt+ArrowUp", "Otto") })
        {
            await agent.Page.Keyboard.PressAsync(keys);
            await Expect(agent.Heading).ToHaveTextAsync(name);
            await Expect(agent.Composer).ToBeFocusedAsync();
        }

        var list = agent.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await agent.Page.Keyboard.TypeAsync("What? ");
        await Expect(agent.Composer).ToHaveValueAsync("What? ");
        await Expect(list).ToBeHiddenAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).FocusAsync();
        await agent.Page.Keyboard.PressAsync("?");
        foreach (var keys in new[] { "F6", "Alt+N", "Alt+1 … Alt+9", "Alt+↑, Alt+↓" })
            await Expect(list).ToContainTextAsync(keys);
        await list.GetByLabel("Use these shortcuts").UncheckAsync();
        await agent.Press("Done");
        await agent.Page.ReloadAsync();
        await agent.OpenChat("Nina");
        await agent.Page.Keyboard.PressAsync("Alt+1");
        await agent.Page.Keyboard.PressAsync("Alt+n");
        await Expect(agent.Heading).ToHaveTextAsync("Nina");
        await agent.Press("Shortcuts");
        await list.GetByLabel("Use these shortcuts").CheckAsync();
        await agent.Press("Done");
        await agent.Page.Keyboard.PressAsync("Alt+1");
        await Expect(agent.Heading).ToHaveTextAsync("Max");
    }

    [Fact]
    public async Task Whoever_closes_a_chat_or_a_menu_by_key_goes_on_by_key()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", "Pam");
        var settings = agent.Page.GetByText("Settings");
        await settings.FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await agent.Page.GetByLabel("Volume").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Escape");
        await Expect(agent.Page.GetByLabel("Volume")).ToBeHiddenAsync();
        await Expect(settings).ToBeFocusedAsync();

        await agent.Page.Keyboard.PressAsync("Alt+1");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await agent.Page.Keyboard.PressAsync("Space");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");

        await Expect(agent.Heading).ToHaveTextAsync("No chat open");
        await Expect(agent.Heading).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_signs_out_is_asked_about_open_chats_and_gives_them_back_at_once()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", "Lea");
        await agent.OpenChat("Lea");
        await agent.Composer.FillAsync("Half a");
        await agent.Page.GetByLabel("I am", new() { Exact = true }).SelectOptionAsync("offline");
        await Expect(agent.Page.GetByText("You have 1 chat.")).ToBeVisibleAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Stay" })).ToBeFocusedAsync();
        await agent.Page.Keyboard.PressAsync("Escape");
        await Expect(agent.Page.GetByLabel("I am", new() { Exact = true })).ToHaveValueAsync("available");

        await agent.Press("Sign out");
        await agent.Press("Give them back");

        await Expect(agent.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to the console" })).ToBeVisibleAsync();
        await citizen.IsAt("You are back in the queue");
        await Expect(citizen.Log).ToContainTextAsync("Your adviser had to leave.");
        Assert.DoesNotContain("Half a", await agent.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
        await agent.Page.ReloadAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to the console" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_comes_back_to_a_chat_goes_on_where_they_were()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var ada = await CitizenScreen.Start(office, string.Join(' ', Enumerable.Repeat("a long story", 280)), "Ada");
        await using var bob = await CitizenScreen.Start(office, "Bob asks", "Bob");
        await agent.OpenChat("Ada");
        await agent.Composer.FillAsync("Hello Ada, the tip is open.");
        await agent.Composer.EvaluateAsync("field => field.setSelectionRange(6, 9)");
        await agent.ScrollTo(0);
        await agent.Page.Keyboard.PressAsync("Alt+p");
        await agent.Page.Keyboard.TypeAsync("Long story");
        await agent.Composer.EvaluateAsync("field => field.setSelectionRange(4, 4)");

        await agent.OpenChat("Bob");
        await agent.Page.Keyboard.TypeAsync("For Bob");
        await ada.Write("And the one at the river?");
        await Expect(agent.Chats.Filter(new() { HasText = "Ada" })).ToContainTextAsync("1 new");
        await agent.OpenChat("Ada");

        await Expect(agent.Composer).ToHaveValueAsync("Hello Ada, the tip is open.");
        Assert.Equal("6,9", await agent.Composer.EvaluateAsync<string>(Caret));
        Assert.Equal(0, await agent.Log.EvaluateAsync<int>("log => log.scrollTop"));
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "1 new message" })).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("Alt+p");
        Assert.Equal("4,4", await agent.Composer.EvaluateAsync<string>(Caret));
        await agent.Page.Keyboard.PressAsync("Alt+r");
        await agent.Press("1 new message");
        await agent.OpenChat("Bob");
        await ada.Write("It is far.");
        await Expect(agent.Chats.Filter(new() { HasText = "Ada" })).ToContainTextAsync("1 new");
        await agent.OpenChat("Ada");
        await Expect(agent.Log.GetByText("It is far.")).ToBeInViewportAsync();
    }
}
