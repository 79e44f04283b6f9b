using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>What the console promises beyond its looks.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class ConsoleTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    [Fact]
    public async Task Each_chat_keeps_its_own_draft_through_a_reload()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var ada = await CitizenScreen.Start(office, "Ada asks", "Ada");
        await using var bob = await CitizenScreen.Start(office, "Bob asks", "Bob");
        await agent.OpenChat("Ada");
        await agent.Composer.FillAsync("For Ada alone");
        await agent.OpenChat("Bob");
        await Expect(agent.Composer).ToHaveValueAsync("");

        await agent.Page.ReloadAsync();
        await agent.OpenChat("Bob");
        await agent.OpenChat("Ada");

        await Expect(agent.Composer).ToHaveValueAsync("For Ada alone");
    }

    [Fact]
    public async Task A_citizen_is_referred_to_another_channel_in_one_step()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Can I pay here?", "Ida");
        await agent.OpenChat("Ida");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Refer…" }).ClickAsync();
        var dialog = agent.Page.GetByRole(AriaRole.Dialog, new() { Name = "Refer to another channel" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send to the citizen" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a channel.");

        await dialog.GetByLabel("Phone: 07 5550 0100").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send to the citizen" }).ClickAsync();

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(citizen.Page.Locator(".happened.referred a")).ToHaveAttributeAsync("href", "tel:+61755500100");
        await Expect(citizen.Page.Locator(".happened.referred .words")).ToContainTextAsync("suggests another way to reach us. Phone: 07 5550 0100");
        await Expect(agent.Page.Locator(".happened.referred .words")).ToContainTextAsync("suggested another way to reach the agency. Phone: 07 5550 0100");
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var first = await CitizenScreen.Start(office, "First asks", "Fay");
        await using var second = await CitizenScreen.Start(office, "Second asks", "Gil");
        await Expect(agent.Chats).ToHaveCountAsync(2);
        var keys = agent.Page.Keyboard;

        await keys.PressAsync("Alt+n");
        await Expect(agent.Page.Locator("#conversation-heading")).ToHaveTextAsync("Fay");
        var isOnItsWay = new TaskCompletionSource();
        await agent.Page.RouteAsync("**/messages", async route =>
        {
            await isOnItsWay.Task;
            await route.ContinueAsync();
        });
        await keys.TypeAsync("Hello Fay");
        await keys.PressAsync("Enter");
        await agent.Sees("Hello Fay");
        await keys.PressAsync("Alt+n"); // whoever was answered a moment ago no longer waits, stored or not

        await Expect(agent.Page.Locator("#conversation-heading")).ToHaveTextAsync("Gil");
        isOnItsWay.SetResult();
        await first.Sees("Hello Fay");
        await keys.PressAsync("F6");
        await Expect(agent.Page.Locator("#context")).ToBeFocusedAsync();
        await keys.PressAsync("?");
        await Expect(agent.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("Control+F6");
        await Expect(agent.Page.Locator(".chat-item[aria-current]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_order_does_not_change_under_the_pointer()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var first = await CitizenScreen.Start(office, "First asks", "Hal");
        await using var second = await CitizenScreen.Start(office, "Second asks", "Ivy");
        await Expect(agent.Page.Locator(".item-name")).ToHaveTextAsync(["Hal", "Ivy"]);
        await agent.OpenChat("Hal");
        await agent.Chats.First.HoverAsync();
        await agent.Page.Keyboard.PressAsync("Alt+r");
        await agent.Reply("Hello Hal");

        await Expect(agent.Chats.First.Locator(".item-wait")).ToContainTextAsync("You replied");
        await Expect(agent.Page.Locator(".item-name")).ToHaveTextAsync(["Hal", "Ivy"]);
        await agent.Composer.HoverAsync();

        await Expect(agent.Page.Locator(".item-name")).ToHaveTextAsync(["Ivy", "Hal"]);
    }

    [Fact]
    public async Task A_note_never_reaches_the_citizen()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "What do you write?", "Jan");
        await agent.OpenChat("Jan");
        await agent.Page.Keyboard.PressAsync("Alt+p");
        await agent.Composer.EvaluateAsync("""
            field => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', 'paid with 4111 1111 1111 1111');
              field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(agent.Composer).ToHaveValueAsync("paid with [card number removed]");
        await agent.Composer.FillAsync("Known from last week");
        await agent.Press("Save note");
        await agent.Sees("Known from last week");
        await agent.Reply("Nothing of note");

        await citizen.Sees("Nothing of note");

        await Expect(citizen.Log).Not.ToContainTextAsync("Known from last week");
    }

    [Fact]
    public async Task An_offered_chat_is_declined_and_the_next_one_accepted()
    {
        var office = browser.OfferingOffice();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var first = await CitizenScreen.Start(office, "May I fell a tree?", "Wim");
        await Expect(agent.Offers).ToContainTextAsync("Permits: will you take it?");
        await Expect(agent.Page).ToHaveTitleAsync("New chat! Muster console");

        await agent.Press("Decline");
        await Expect(agent.Offers).ToHaveCountAsync(0);
        await first.IsAt("You are in the queue");
        await using var second = await CitizenScreen.Start(office, "May I plant one?", "Yan");
        await agent.Press("Accept");

        await second.IsAt("You are talking with Sam");
        await Expect(agent.Chats).ToHaveCountAsync(1);
        await agent.OpenChat("Yan");
        await first.IsAt("You are in the queue");
        await first.End();
    }

    [Fact]
    public async Task Who_misses_an_offer_is_away_and_told_why_until_they_are_back()
    {
        var office = browser.OfferingOffice();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "May I dig a pond?", "Xia");
        await Expect(agent.Offers).ToHaveCountAsync(1);

        await Expect(agent.Page.GetByText("You did not answer an offered chat")).ToBeVisibleAsync(new() { Timeout = 40_000 });

        await Expect(agent.Page.Locator("muster-console")).ToHaveAttributeAsync("data-status", "away");
        await Expect(agent.Offers).ToHaveCountAsync(0);
        await citizen.IsAt("You are in the queue");
        await citizen.End();
        await agent.Press("I'm back, give me chats");
        await Expect(agent.Page.GetByText("You did not answer an offered chat")).ToBeHiddenAsync();
        await Expect(agent.Page.Locator("muster-console")).ToHaveAttributeAsync("data-status", "available");
    }

    [Fact]
    public async Task What_an_agent_sends_without_a_line_waits_and_goes_out_once()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Are you on a train?", "Kit");
        await agent.OpenChat("Kit");
        await agent.Visit.Offline(true);
        await agent.Composer.FillAsync("In a tunnel");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.LineLost).ToBeVisibleAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Close…" })).ToHaveAttributeAsync("aria-disabled", "true");

        await agent.Visit.Offline(false);

        await citizen.Sees("In a tunnel");
        await Expect(citizen.Page.Locator(".theirs", new() { HasText = "In a tunnel" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_agent_sees_how_it_stands_where_they_hand_over_to_and_is_told_when_nobody_takes_it()
    {
        var office = browser.OfferingOffice();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Where does my land end?", "Una");
        await Expect(agent.Offers).ToHaveCountAsync(1);
        await agent.Press("Accept");
        await agent.OpenChat("Una");
        await agent.Press("Transfer…");
        var to = agent.Page.GetByLabel("To", new() { Exact = true });
        await to.SelectOptionAsync(new SelectOptionValue { Label = "Queue: Appeals" });
        await Expect(to).ToHaveAccessibleDescriptionAsync(new Regex("^Closed until "));
        await agent.Page.GetByLabel("Note for whoever takes over").FillAsync("Has no plan.");
        await agent.Press("Transfer chat");
        await Expect(agent.Page.GetByText("Choose somewhere that is open.")).ToBeVisibleAsync();
        await to.FocusAsync();
        await agent.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(to).ToHaveAccessibleDescriptionAsync(new Regex("^Open\\. Nobody is free now\\. Nobody waits\\. Wait for this chat: cannot be estimated\\. As of "));
        await agent.Page.GetByLabel("Note for whoever takes over").FillAsync("");
        await agent.Press("Transfer chat");
        await Expect(agent.Page.GetByText("Write a note for whoever takes over.")).ToBeVisibleAsync();
        await agent.Page.GetByLabel("Note for whoever takes over").FillAsync("Needs a plan.");

        await agent.Press("Transfer chat");
        await citizen.Sees("is passing you on to The surveyors");
        await Expect(agent.Chats).ToHaveCountAsync(0);
        await Expect(agent.Offers).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await agent.Press("Accept");

        await citizen.Sees("You go back to Sam");
        await Expect(agent.Chats).ToContainTextAsync("came back");
        await Expect(agent.Page.GetByText("Back with you: Una")).ToHaveCountAsync(1);
    }
}
