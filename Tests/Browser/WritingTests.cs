using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>What the keys do where a message is written, and what a message says of itself.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed partial class WritingTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    private const string Enter = "(field, how) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how }))";

    [Fact]
    public async Task Where_fingers_type_Enter_is_a_new_line_unless_switched()
    {
        var office = browser.Office();
        var phone = await office.Visit(new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: phone);
        await citizen.Message.FillAsync("The one");
        await citizen.Message.PressAsync("Enter");
        await citizen.Page.Keyboard.TypeAsync("at the river");
        await Expect(citizen.Message).ToHaveValueAsync("The one\nat the river");

        await citizen.Switch("Enter key sends");
        await citizen.Message.PressAsync("Enter");

        await Expect(citizen.Own.Last).ToHaveTextAsync("The one\nat the river");
        await citizen.Page.ReloadAsync();
        await citizen.Sees("at the river");
        await citizen.Message.FillAsync("Today");
        await citizen.Message.PressAsync("Enter");
        await Expect(citizen.Own.Last).ToHaveTextAsync("Today");
    }

    [Fact]
    public async Task Where_there_is_a_keyboard_Enter_sends_unless_a_character_is_composed_or_it_is_switched()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?");
        await citizen.Message.FillAsync("にほんご");

        Assert.True(await citizen.Message.EvaluateAsync<bool>(Enter, new { isComposing = true }), "composing");
        Assert.True(await citizen.Message.EvaluateAsync<bool>(Enter, new { keyCode = 229 }), "as Safari tells it");
        await Expect(citizen.Message).ToHaveValueAsync("にほんご");
        Assert.False(await citizen.Message.EvaluateAsync<bool>(Enter, new { keyCode = 13 }), "for good");
        await Expect(citizen.Own.Last).ToHaveTextAsync("にほんご");

        await citizen.Message.FillAsync("My card is 4111 1111 1111 1111");
        await Expect(citizen.Page.Locator("#message-warning")).ToHaveTextAsync("This looks like a card number. It will be hidden.");
        await citizen.Message.PressAsync("Enter");
        await citizen.Sees("My card is [card number removed]");
        await Expect(citizen.Page.Locator("#message-warning")).ToBeEmptyAsync();

        await citizen.Switch("Enter key sends");
        await citizen.Message.FillAsync("One line");
        await citizen.Message.PressAsync("Enter");
        await citizen.Page.Keyboard.TypeAsync("and another");
        await Expect(citizen.Message).ToHaveValueAsync("One line\nand another");
        await citizen.Message.PressAsync("Control+Enter");
        await Expect(citizen.Own.Last).ToHaveTextAsync("One line\nand another");
    }

    [Fact]
    public async Task Each_message_says_who_and_when_and_the_whole_date_if_asked()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", "Uwe");
        await agent.OpenChat("Uwe");
        await agent.Reply("Until five.");
        var message = citizen.Log.GetByRole(AriaRole.Article).Filter(new() { HasText = "Until five." });
        var time = message.Locator("time");
        await Expect(message).ToContainTextAsync("Sam");
        await Expect(time).ToHaveTextAsync(Clock());
        await Expect(time).ToHaveAttributeAsync("title", Date());

        await citizen.Switch("Show full dates and times");
        await Expect(time).ToHaveTextAsync(Date());
        await agent.Reply("On Sundays until four.");

        await Expect(citizen.Log.GetByRole(AriaRole.Article).Filter(new() { HasText = "until four" }).Locator("time")).ToHaveTextAsync(Date());
        await citizen.Switch("Show full dates and times");
        await Expect(time).ToHaveTextAsync(Clock());
    }

    [GeneratedRegex(@"^\d\d:\d\d$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^\w+day, \d+ \w+ \d{4}.+\d+:\d\d:\d\d")]
    private static partial Regex Date();
}
