using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>What somebody does instead of waiting at the screen, and what those do who answer them (W15, S35, N11, N13).</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class WaitingTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    [Fact]
    public async Task A_keyboard_is_enough_to_be_called_back_and_to_change_the_number()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "Is my permit ready?");
        var (keys, address) = (citizen.Page.Keyboard, citizen.Page.GetByLabel("Phone number"));
        await Button(citizen, "Call me back").PressAsync("Enter");
        await Expect(address).ToBeFocusedAsync();
        await keys.TypeAsync("ring me");
        await keys.PressAsync("Enter");
        await Expect(address).ToBeFocusedAsync();
        await Expect(address).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(address).ToHaveValueAsync("ring me");

        await keys.PressAsync("Control+A");
        await keys.TypeAsync("07 3000 0000");
        await keys.PressAsync("Enter");

        await citizen.IsAt("We will call you");
        await Expect(citizen.Heading).ToBeFocusedAsync();
        await Expect(citizen.State).ToContainTextAsync("We will call you on the number you gave, when it is your turn. You may close this page.");
        await Expect(Aloud(citizen, "We will call you on the number you gave").First).ToBeAttachedAsync();
        await Expect(Button(citizen, "Call me back")).ToBeHiddenAsync();
        await citizen.Page.ReloadAsync();
        await citizen.IsAt("We will call you");
        await Button(citizen, "Change how we reach you").PressAsync("Enter");
        await Expect(address).ToHaveValueAsync("07 3000 0000");
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("07 3000 0001");
        await keys.PressAsync("Enter");
        await Expect(citizen.Log.GetByText("You asked us to call you back.")).ToHaveCountAsync(2);
        await citizen.Write("It is about the shed."); // whoever is called may add to it
        await citizen.Sees("It is about the shed.");
        Assert.Empty(citizen.Visit.Wrongs);
    }

    [Fact]
    public async Task Whoever_lost_the_line_while_the_page_came_can_ask_once_it_is_back()
    {
        var office = browser.Office();
        var visit = await office.Visit();
        await visit.Page.RouteAsync("**/waiting-options.js", route => route.AbortAsync());
        await using var citizen = await CitizenScreen.Start(office, "Which bin is for glass?", visit: visit);
        await citizen.IsAt("You are in the queue");
        await Expect(Button(citizen, "Leave a message instead")).ToBeHiddenAsync();
        await visit.Page.UnrouteAllAsync();

        await visit.Offline(true);
        await Expect(citizen.LineLost).ToBeVisibleAsync();
        await visit.Offline(false);

        await Expect(Button(citizen, "Leave a message instead")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_asked_for_without_a_line_is_kept_and_arrives_once()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "Which bin is for glass?");
        await citizen.IsAt("You are in the queue");
        await Expect(Button(citizen, "Leave a message instead")).ToBeVisibleAsync();
        await citizen.Visit.Offline(true);

        await citizen.Press("Leave a message instead");
        await citizen.Page.GetByLabel("Email address").FillAsync("robin@example.org");
        await citizen.Press("Leave message");

        await Expect(citizen.Page.GetByText("Sending what you asked for.")).ToBeVisibleAsync();
        await citizen.Visit.Offline(false);
        await citizen.IsAt("We have your message");
        await Expect(citizen.State).ToContainTextAsync("We will answer by email. You may close this page.");
        await Expect(citizen.State).Not.ToContainTextAsync("before you");
        await Expect(citizen.Log.GetByText("You asked for an answer by email.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_time_is_the_agencys_wherever_it_is_named()
    {
        var office = browser.Office();
        var abroad = await office.Visit(new() { TimezoneId = "America/New_York" });
        await using var citizen = await CitizenScreen.Start(office, "Is my permit ready?", visit: abroad);
        var day = TimeProvider.System.GetUtcNow().AddDays(3);
        await citizen.Press("Call me back");
        await Expect(citizen.Page.GetByText("in our time zone: Australia/Brisbane (UTC+10:00)").And(citizen.Page.Locator(":visible"))).ToHaveCountAsync(1);
        await citizen.Page.GetByLabel("Phone number").FillAsync("07 3000 0000");
        await citizen.Page.Locator("#call-not-before").FillAsync(At(day.AddDays(30)));
        await citizen.Press("Ask to be called");
        await Expect(citizen.Page.GetByText("Choose a day and a time within the next 14 days")).ToBeVisibleAsync();

        await citizen.Page.Locator("#call-not-before").FillAsync(At(day));
        await citizen.Press("Ask to be called");

        await Expect(citizen.State).ToContainTextAsync($"Not before {day.ToString("dddd", CultureInfo.InvariantCulture)}");
        await Expect(citizen.State).ToContainTextAsync("09:00");
        await citizen.Page.ReloadAsync();
        await Button(citizen, "Change how we reach you").ClickAsync();
        await Expect(citizen.Page.Locator("#call-not-before")).ToHaveValueAsync(At(day));

        static string At(DateTimeOffset day) => day.ToString("yyyy-MM-dd'T'09:00", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Whoever_loses_nothing_by_leaving_is_not_asked_and_whoever_waits_for_a_call_is()
    {
        var office = browser.Office();
        await using var one = await CitizenScreen.Start(office, "Never mind");
        await one.IsAt("You are in the queue");
        await one.Message.FillAsync("or perhaps");
        await one.Press("Leave queue");
        await Expect(one.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await one.Press("Keep chatting");
        await one.Message.FillAsync("");

        await one.Press("Leave queue");

        await one.IsAt("The chat has ended");
        await one.Sees("You left the queue.");
        await using var other = await CitizenScreen.Start(office, "Call me");
        await other.Press("Call me back");
        await other.Page.GetByLabel("Phone number").FillAsync("07 3000 0000");
        await other.Press("Ask to be called");
        await other.IsAt("We will call you");
        await other.Press("Leave queue");
        await Expect(other.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("We will not call or answer you then.");
    }

    [Fact]
    public async Task With_a_code_a_chat_goes_on_in_another_browser_and_in_the_first_one_too()
    {
        var office = browser.Office();
        await using var first = await CitizenScreen.Start(office, "Is the heron still there?", "Hal");
        await first.Press("Get a code");
        await Expect(first.Page.GetByText($"open {office.Address}/chat/{office.Agency}/return and type the code")).ToBeVisibleAsync();
        await Expect(Aloud(first, "Your code:")).ToHaveCountAsync(1);
        var code = await first.Code.InnerTextAsync();
        await using var second = new CitizenScreen(await office.Visit());
        await second.Page.GotoAsync($"/chat/{office.Agency}");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "I have a code from another device" }).ClickAsync();
        var field = second.Page.GetByLabel("Code", new() { Exact = true });
        await field.FillAsync("00000 00000");
        await field.PressAsync("Enter");
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code leads to no chat.");
        await Expect(field).ToHaveValueAsync("00000 00000");

        await field.FillAsync(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await field.PressAsync("Enter");

        await second.Sees("Is the heron still there?");
        await second.IsAt("You are in the queue");
        await second.Write("I am at the library now.");
        await first.Sees("I am at the library now.");
        await first.Write("And I am at home.");
        await second.Sees("And I am at home.");
        await first.Press("Hide the code");
        await Expect(first.Code).ToHaveCountAsync(0);
        Assert.Empty(second.Visit.Wrongs);
    }

    [Fact]
    public async Task A_notice_is_shown_and_said_once_and_whoever_it_helps_leaves_the_line()
    {
        await using var helped = await AtFlood("Is the levee open?");
        await using var other = await AtFlood("Where are the sandbags?");
        await using var robin = await browser.Visit();
        await robin.Page.GotoAsync("/console");
        await robin.Page.GetByLabel("Agency").FillAsync(Product.TellingAgency);
        await robin.Page.GetByLabel("User name").FillAsync("robin");
        await robin.Page.GetByLabel("Password").FillAsync(Office.Password);
        await robin.Page.Keyboard.PressAsync("Enter");
        await robin.Page.GetByRole(AriaRole.Link, new() { Name = "Board" }).WaitForAsync();
        await robin.Page.GotoAsync("/board/queues/flood");
        await robin.Page.GetByLabel("What you tell them").FillAsync("The levee is open.");
        await robin.Page.GetByLabel("Public address").FillAsync("https://www.example.org/levee");
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(helped.Notice).ToContainTextAsync("The levee is open.");
        await Expect(helped.Notice.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://www.example.org/levee");
        await Expect(helped.Notice.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("target", "_blank");
        await Expect(Aloud(helped, "For everybody who waits: The levee is open.")).ToHaveCountAsync(1);
        await helped.Page.ReloadAsync();
        await Expect(helped.Notice).ToContainTextAsync("The levee is open.");
        await Expect(Aloud(helped, "For everybody who waits")).ToHaveCountAsync(0);
        await helped.Press("This answers my question");
        await helped.IsAt("The chat has ended");
        await Expect(helped.State).ToHaveTextAsync("Ended: the notice answered your question.");
        await Expect(helped.Page.GetByRole(AriaRole.Button, new() { Name = "Send answers" })).ToBeVisibleAsync();

        await other.Press("I still need help");
        await Expect(other.Notice).ToHaveCountAsync(0);
        await other.Sees("You said that you still need help.");
        await other.Page.ReloadAsync();
        await other.Sees("You said that you still need help.");
        await Expect(other.State).ToContainTextAsync("You are next");
        await Expect(other.Notice).ToHaveCountAsync(0);
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await other.End();

        async Task<CitizenScreen> AtFlood(string text)
        {
            var citizen = await CitizenScreen.Open(browser, Product.TellingAgency);
            await citizen.Page.GetByLabel("Flood help").CheckAsync();
            await citizen.Ask(text);
            await citizen.IsAt("You are in the queue");
            return citizen;
        }
    }

    [Fact]
    public async Task Where_nobody_answers_the_call_is_put_off_and_the_chat_leaves_the_agent()
    {
        var office = browser.Office();
        await using var citizen = await AskedToBeCalled(office, "Ida");
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await agent.OpenChat("Ida");
        await Expect(agent.Contact).ToContainTextAsync("07 3000 0000");
        await Expect(agent.Chats).ToContainTextAsync("Call back");
        await Expect(agent.Chats).ToHaveAttributeAsync("data-need", "now");
        await Expect(agent.Chats).Not.ToContainTextAsync("for your reply");

        await agent.Press("Record the attempt");
        await agent.Press("Record");
        await Expect(agent.Page.GetByText("Choose what came of it.")).ToBeVisibleAsync();
        await agent.Page.GetByLabel("Reached", new() { Exact = true }).CheckAsync();
        await Expect(agent.Page.GetByLabel("Try again at")).ToBeHiddenAsync();
        await agent.Page.GetByLabel("Nobody answered").CheckAsync();
        await agent.Page.GetByLabel("Try again at").FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'09:00", CultureInfo.InvariantCulture));
        await agent.Press("Record");

        await Expect(agent.Chats).ToHaveCountAsync(0);
        await citizen.Sees("Sam tried to reach you. Nobody answered. We will try again after");
        await citizen.IsAt("We will call you");
        await Expect(citizen.State).ToContainTextAsync("Not before");
    }

    [Fact]
    public async Task A_chat_whose_citizen_waits_for_a_call_is_closed_once_it_is_known_what_came_of_it()
    {
        var office = browser.Office();
        await using var citizen = await AskedToBeCalled(office, "Ugo");
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await agent.OpenChat("Ugo");
        await agent.Press("Close…");
        await agent.Page.GetByLabel("Resolved", new() { Exact = true }).CheckAsync();
        await agent.Press("Close chat");
        await Expect(agent.Page.GetByText("Record what came of it first")).ToBeVisibleAsync();
        await agent.Press("Cancel");

        await agent.Press("Record the attempt");
        await agent.Page.GetByLabel("Reached", new() { Exact = true }).CheckAsync();
        await agent.Press("Record");
        await Expect(agent.Chats).ToContainTextAsync("Attempt recorded");
        await Expect(agent.Contact).ToContainTextAsync("1 time");
        await agent.Close("Resolved");

        await Expect(agent.Chats).ToHaveCountAsync(0);
        await citizen.IsAt("The chat has ended");
        await citizen.Sees("Sam has reached you as you asked.");
    }

    private static async Task<CitizenScreen> AskedToBeCalled(Office office, string name)
    {
        var citizen = await CitizenScreen.Start(office, "Is my permit ready?", name);
        await citizen.Press("Call me back");
        await citizen.Page.GetByLabel("Phone number").FillAsync("07 3000 0000");
        await citizen.Press("Ask to be called");
        await citizen.IsAt("We will call you");
        return citizen;
    }

    private static ILocator Button(CitizenScreen citizen, string name) => citizen.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Aloud(CitizenScreen citizen, string words) => citizen.Page.Locator("[data-region=polite] p", new() { HasText = words });
}
