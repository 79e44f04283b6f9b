using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Muster.Tests.Browser.ScreenState;

namespace Muster.Tests.Browser;

/// <summary>What those go through who answer for others: supervisors, administrators, auditors.</summary>
public sealed partial class Stories
{
    /// <summary>The office closes while people wait: they are told, keep their places and are served; whoever comes now is too late.</summary>
    private async Task ClosingTime()
    {
        var office = browser.Office(Product.ClosingAgency);
        await using var ana = await CitizenScreen.Start(office, "Is the library open tomorrow?", "Ana");
        await using var plain = await CitizenScreen.Open(browser, Product.ClosingAgency, withScript: false);
        await plain.Ask("Where do I pay my rates?", "Ben");
        await Expect(ana.State).ToContainTextAsync("You are next");
        await Expect(ana.State).Not.ToContainTextAsync("closed");

        browser.Product.CloseTheOffice();
        await Expect(ana.State).ToContainTextAsync("We have closed for new chats and will still help everybody who waits", new() { Timeout = 40_000 });
        await Expect(ana.State).ToContainTextAsync("You are next");
        await gallery.Look(CitizenWaitsAfterClosing, ana.Visit);
        await plain.Page.ReloadAsync();
        await Expect(plain.Page.GetByText("We have closed for new chats and will still help everybody who waits")).ToBeVisibleAsync();
        await gallery.Look(PlainWaitsAfterClosing, plain.Visit);
        await using var late = await CitizenScreen.Open(browser, Product.ClosingAgency);
        await late.IsAt("Chat is closed");

        await using var robin = await SignedIn(Product.ClosingAgency, "robin");
        await robin.Page.GotoAsync("/board");
        var general = robin.Page.Locator("#queues tr", new() { HasText = "General enquiries" });
        await Expect(general).ToContainTextAsync("closed");
        await Expect(general.Locator("td").First).ToHaveTextAsync("2");
        await gallery.Look(BoardAfterClosing, robin);

        await using var sam = await AgentScreen.SignIn(office);
        await sam.Is("Available");
        await ana.IsAt("You are talking with Sam");
        await Expect(sam.Chats).ToHaveCountAsync(2);
        await sam.OpenChat("Ana");
        await sam.Reply("From nine.");
        await ana.Sees("From nine.");
        await gallery.Look(CitizenServedAfterClosing, ana.Visit);
        await Expect(general.Locator("td").First).ToHaveTextAsync("0");
    }

    /// <summary>A supervisor watches how people come, wait and are served; by keyboard alone.</summary>
    private async Task TheBoard()
    {
        var office = browser.Office(Product.WatchedAgency);
        await using var robin = await SignedIn(Product.WatchedAgency, "robin");
        var page = robin.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Board" }).PressAsync("Enter");
        await Expect(page.GetByText("Nothing at the moment.")).ToBeVisibleAsync();
        await gallery.Look(BoardQuiet, robin);

        await using var ana = await CitizenScreen.Start(office, "Is Mill Road open?", "Ana");
        var general = page.Locator("#queues tr", new() { HasText = "General enquiries" });
        await Expect(general.Locator("td").First).ToHaveTextAsync("1");
        await Expect(page.Locator("#alarms")).ToContainTextAsync("people wait and no agent is available");
        await gallery.Look(BoardNobodyServes, robin);

        await page.GetByRole(AriaRole.Link, new() { Name = "Waiting" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Waiting" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await page.GetByRole(AriaRole.Link, new() { Name = "Waiting" }).FocusAsync();
        await page.Locator("#table-of-general summary").PressAsync("Enter");
        await using var sam = await AgentScreen.SignIn(office);
        await sam.Is("Available");
        await ana.IsAt("You are talking with Sam");
        await Expect(page.Locator("#agents tr", new() { HasText = "Sam" })).ToContainTextAsync("1 of 2");
        await Expect(general).ToContainTextAsync("a minute or less");
        await Expect(page.Locator("#table-of-general")).ToHaveAttributeAsync("open", "");
        await Expect(page.Locator("#table-of-general summary")).ToBeFocusedAsync();
        await gallery.Look(BoardBusy, robin);

        await Oversee(robin, ana, sam);
        await page.GetByRole(AriaRole.Link, new() { Name = "Change what Sam does" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change what Sam does" })).ToBeVisibleAsync();
        await gallery.Look(BoardPresence, robin);
        await page.GetByLabel("Away").PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set presence" }).PressAsync("Enter");
        await Expect(page.Locator("#agents tr", new() { HasText = "Sam" })).ToContainTextAsync("Away");
        await Expect(sam.Page.GetByText("A supervisor has changed your presence")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "For the wall" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The whole board" })).ToBeVisibleAsync();
        await Expect(page.Locator("body")).Not.ToContainTextAsync("Sam");
        await gallery.Look(BoardWall, robin);
        await robin.Offline(true);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("These figures are old", new() { Timeout = 40_000 });
        await gallery.Look(BoardStale, robin);
        await robin.Offline(false);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();

        await sam.Page.GotoAsync("/board");
        await gallery.Look(BoardNotYours, sam.Visit);

        await using var plain = await browser.Visit(new() { JavaScriptEnabled = false, StorageState = await robin.Context.StorageStateAsync() });
        await plain.Page.GotoAsync("/board");
        await plain.Page.GetByRole(AriaRole.Link, new() { Name = "Load again every 30 seconds" }).PressAsync("Enter");
        await Expect(plain.Page.GetByRole(AriaRole.Link, new() { Name = "Stop loading again" })).ToBeVisibleAsync();
        await gallery.Look(PlainBoard, plain);
    }

    /// <summary>From the board to one conversation of an agent's: watched, whispered in, stepped into and ended, with the keyboard alone.</summary>
    private async Task Oversee(Visit robin, CitizenScreen ana, AgentScreen sam)
    {
        var page = robin.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "General enquiries" }).PressAsync("Enter");
        await Expect(page.Locator("#held tbody tr")).ToContainTextAsync("Sam");
        await gallery.Look(BoardQueue, robin);
        await page.GetByRole(AriaRole.Link, new() { Name = "with Sam" }).PressAsync("Enter");
        await Expect(page.Locator("#entries")).ToContainTextAsync("Is Mill Road open?");
        await page.GetByLabel("A note for the agent").FillAsync("Mill Road floods first.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the note" }).PressAsync("Enter");
        await sam.Sees("Mill Road floods first.");
        await page.GetByLabel("A message to the citizen").FillAsync("I am Robin, I look after this service.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to the citizen" }).PressAsync("Enter");
        await ana.Sees("I am Robin, I look after this service.");
        await sam.Sees("I am Robin, I look after this service.");
        await ana.Write("Thank you both.");
        await Expect(page.Locator("#entries")).ToContainTextAsync("Thank you both.");
        await page.Locator("#why summary").PressAsync("Enter");
        await Expect(page.Locator("#why")).ToContainTextAsync("chosen");
        await gallery.Look(BoardWatch, robin);
        await page.GetByRole(AriaRole.Button, new() { Name = "End it" }).PressAsync("Enter");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Closed.");
        await gallery.Look(BoardEnded, robin);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to General enquiries" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the board" }).PressAsync("Enter");
    }

    /// <summary>The one agent is full: a supervisor gives them one more of those who wait, moves another and ends the others, with the keyboard alone.</summary>
    private async Task WhoeverWaits()
    {
        var office = browser.Office(Product.MovingAgency);
        await using var sam = await AgentScreen.SignIn(office);
        await sam.Is("Available");
        await using var ana = await CitizenScreen.Start(office, "Is Mill Road open?", "Ana");
        await ana.IsAt("You are talking with Sam");
        await using var ben = await CitizenScreen.Start(office, "My cellar fills with water.", "Ben");
        await using var cleo = await CitizenScreen.Start(office, "The levee is leaking.", "Cleo");
        await using var dan = await CitizenScreen.Start(office, "Is this a test?", "Dan");
        await using var eva = await CitizenScreen.Open(browser, Product.MovingAgency, withScript: false);
        await eva.Ask("Is this a test, too?", "Eva");
        await using var robin = await SignedIn(Product.MovingAgency, "robin");
        var page = robin.Page;

        await WatchTheFirst(4, "My cellar fills with water.");
        await gallery.Look(BoardMove, robin);
        await page.GetByLabel("To the agent").SelectOptionAsync(new SelectOptionValue { Label = "Sam (1 of 1)" });
        await page.GetByLabel("Note for the next agent").FillAsync("Needs a pump at once.");
        await page.GetByLabel("Beyond the agent's limit. No room: Sam (1 of 1).").PressAsync("Space");
        await gallery.Look(BoardBeyondLimit, robin);
        await Press("Move it");
        await ben.IsAt("You are talking with Sam");
        await Expect(sam.Chats).ToHaveCountAsync(2);

        await WatchTheFirst(3, "The levee is leaking.");
        await page.GetByLabel("To the queue").SelectOptionAsync(new SelectOptionValue { Label = "Flood help" });
        await page.GetByLabel("Note for the next agent").FillAsync("At the old mill.");
        await Press("Move it");
        await cleo.Sees("You are now in the queue for Flood help. The time you have waited counts there too.");
        await gallery.Look(CitizenMoved, cleo.Visit);

        await WatchTheFirst(2, "Is this a test?");
        await Press("End it");
        await dan.IsAt("The chat has ended");
        await Expect(dan.State).ToContainTextAsync("The chat was ended while you waited. You can reach us in the other ways");
        await gallery.Look(CitizenEndedInLine, dan.Visit);
        await WatchTheFirst(1, "Is this a test, too?");
        await Press("End it");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Closed.");
        await eva.Page.ReloadAsync();
        await Expect(eva.Page.GetByText("The chat was ended while you waited. You can reach us in the other ways")).ToBeVisibleAsync();
        await gallery.Look(PlainEndedInLine, eva.Visit);
        await TakeOver(robin, ana, sam);

        async Task WatchTheFirst(int ofThem, string asks)
        {
            await page.GotoAsync("/board/queues/general");
            await Expect(page.Locator("#waiting tbody tr")).ToHaveCountAsync(ofThem);
            await page.Locator("#waiting tbody a").First.PressAsync("Enter");
            await Expect(page.Locator("#entries")).ToContainTextAsync(asks);
        }

        Task Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");
    }

    /// <summary>From the agent who has it into a console of the supervisor's own, where it is answered.</summary>
    private async Task TakeOver(Visit robin, CitizenScreen ana, AgentScreen sam)
    {
        var (page, desk) = (robin.Page, new AgentScreen(robin));
        await page.GotoAsync("/console");
        await desk.Is("Available");
        await Expect(page.GetByText("What you take over on the board opens here.")).ToBeVisibleAsync();
        await gallery.Look(ConsoleOfSupervisor, robin);
        await page.GetByRole(AriaRole.Link, new() { Name = "Board" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "General enquiries" }).PressAsync("Enter");
        await page.Locator("#held tbody a").First.PressAsync("Enter");
        await Expect(page.Locator("#entries")).ToContainTextAsync("Is Mill Road open?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).PressAsync("Enter");

        await Expect(desk.Chats).ToHaveCountAsync(1);
        await ana.Sees("Sam has passed you on to a colleague.");
        await ana.IsAt("You are talking with Robin");
        await gallery.Look(CitizenTakenOver, ana.Visit);
        await desk.OpenChat("Ana");
        await desk.Reply("It is open again.");
        await ana.Sees("It is open again.");
        await gallery.Look(ConsoleTakenOver, robin);
        await Expect(sam.Chats).ToHaveCountAsync(1);
        await page.GotoAsync("/board/queues/general");
        await page.GetByRole(AriaRole.Link, new() { Name = "with Robin" }).PressAsync("Enter");
        await Expect(page.GetByText("Robin, a supervisor, took it over from Sam.")).ToBeAttachedAsync();
        await gallery.Look(BoardTakenOver, robin);
    }

    /// <summary>A supervisor tells everybody who waits what they ask about, and looks at it before.</summary>
    private async Task ANotice()
    {
        await using var ana = await CitizenScreen.Start(browser.Office(Product.TellingAgency), "Is Mill Road open?", "Ana");
        await using var plain = await CitizenScreen.Open(browser, Product.TellingAgency, withScript: false);
        await plain.Ask("Which roads are closed?", "Ben");
        await using var robin = await SignedIn(Product.TellingAgency, "robin");
        var page = robin.Page;
        await page.GotoAsync("/board/queues/general");
        await page.GetByLabel("What you tell them").FillAsync("Mill Road is closed until noon.");
        await page.GetByLabel("Public address").FillAsync("www.example.org/flood");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write a public address that begins with https://");
        await gallery.Look(BoardNoticeRefused, robin);

        await Expect(page.GetByLabel("What you tell them")).ToHaveValueAsync("Mill Road is closed until noon.");
        await page.GetByLabel("Public address").FillAsync("https://www.example.org/flood");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).PressAsync("Enter");
        await Expect(page.GetByText("2 people wait in General enquiries now")).ToBeVisibleAsync();
        await gallery.Look(BoardNoticePreview, robin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).PressAsync("Enter");
        await Expect(page.Locator("#notice")).ToContainTextAsync("Mill Road is closed until noon.");
        await gallery.Look(BoardNotice, robin);

        await Expect(ana.Notice).ToContainTextAsync("Mill Road is closed until noon.");
        await gallery.Look(CitizenNotice, ana.Visit);
        await plain.Page.ReloadAsync();
        await Expect(plain.Page.GetByText("Mill Road is closed until noon.")).ToBeVisibleAsync();
        await gallery.Look(PlainNotice, plain.Visit);
        await ana.Press("This answers my question");
        await ana.IsAt("The chat has ended");
        await Expect(ana.State).ToHaveTextAsync("Ended: the notice answered your question.");
        await gallery.Look(CitizenNoticeAnswered, ana.Visit);

        await plain.Press("I still need help");
        await plain.Page.GetByText("Call me back").ClickAsync();
        await plain.Page.Locator("#call-address").FillAsync("07 3000 0000");
        await plain.Page.Locator("#call-not-before").FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'09:00", System.Globalization.CultureInfo.InvariantCulture));
        await plain.Press("Ask to be called");
        await Expect(page.Locator("#later tbody tr")).ToContainTextAsync("09:00");
        await gallery.Look(BoardLater, robin);
        await page.GotoAsync("/board");
        await Expect(page.Locator("#queues tr", new() { HasText = "General enquiries" })).ToContainTextAsync("1 for later");
        await page.GotoAsync("/board/queues/general");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).PressAsync("Enter");
        await Expect(page.GetByText("Nothing is told at the moment.")).ToBeVisibleAsync();
    }

    /// <summary>An administrator, who signs in at the console and from there on needs neither script nor pointer.</summary>
    private async Task TheRegister()
    {
        await using var visit = await SignedIn(Product.ClosedAgency, "keeper");
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        await gallery.Look(AdminOverview, visit);

        await Follow("Accounts");
        await Follow("Add an account");
        await gallery.Look(AdminForm, visit);
        await page.GetByLabel("Name that citizens see").FillAsync("Ada Lee");
        await page.GetByLabel("Who may use it").FillAsync("Ada Lee");
        await keys.PressAsync("Tab"); // to the tick for shared accounts
        await Submit("Add account");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await gallery.Look(AdminFormRefused, visit);

        await page.GetByRole(AriaRole.Link, new() { Name = "This tells citizens a family name" }).PressAsync("Enter");
        await Expect(page.GetByLabel("Name that citizens see")).ToBeFocusedAsync();
        await page.GetByLabel("Name that citizens see").FillAsync("Ada");
        await page.GetByLabel("User name").FillAsync("ada.lee");
        await page.GetByLabel("First password").FillAsync(Office.Password);
        await page.GetByLabel("Purpose").FillAsync("Answers general enquiries");
        await page.GetByLabel("Official email address").FillAsync("ada.lee@example.org");
        await page.GetByLabel("Role").SelectOptionAsync("agent");
        await page.GetByLabel("General enquiries").PressAsync("Space");
        await page.GetByLabel("Review by").FillAsync(TimeProvider.System.GetUtcNow().AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Submit("Add account");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The account has been made");
        await gallery.Look(AdminAccount, visit);

        await using var desk = await SignedIn(Product.ClosedAgency, "ada.lee");
        await page.GotoAsync("/admin/accounts/ada.lee");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "New password" }).FillAsync("short");
        await Submit("Set password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await gallery.Look(AdminSessions, visit);
        await page.GotoAsync("/admin/accounts/ada.lee/factor");
        await gallery.Look(AdminFactor, visit);
        await page.GotoAsync("/admin/accounts/ada.lee");
        await Submit("End the session");
        await Expect(page.GetByText("Nobody is signed in")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await Follow("Disable…");
        await gallery.Look(AdminDisable, visit);
        await Submit("Disable account");
        await Expect(page.GetByText("Disabled", new() { Exact = true })).ToBeVisibleAsync();
        await Follow("All accounts");
        await Follow("Role");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Role" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await gallery.Look(AdminAccounts, visit);
        await Follow("Settings");
        await gallery.Look(AdminSettings, visit);

        await using var audit = await SignedIn(Product.ClosedAgency, "verifier");
        await audit.Page.GotoAsync("/admin/audit");
        await gallery.Look(AdminAudit, audit);
        await audit.Page.GetByRole(AriaRole.Link, new() { Name = "What stands out" }).PressAsync("Enter");
        await Expect(audit.Page.GetByRole(AriaRole.Heading, new() { Name = "What stands out" })).ToBeVisibleAsync();
        await gallery.Look(AdminAnomalies, audit);

        Task Follow(string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.PressAsync("Enter");
        Task Submit(string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).PressAsync("Enter");
    }

    private async Task<Visit> SignedIn(string agency, string userName)
    {
        var visit = await browser.Visit();
        await visit.Page.GotoAsync("/console");
        await visit.Page.GetByLabel("Agency").FillAsync(agency);
        await visit.Page.GetByLabel("User name").FillAsync(userName);
        await visit.Page.GetByLabel("Password").FillAsync(Office.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeHiddenAsync();
        return visit;
    }
}
