using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Muster.Tests.Browser.ScreenState;

namespace Muster.Tests.Browser;

/// <summary>What people go through, told once; on the way each story looks at the states it comes by.</summary>
public sealed class Stories(RealBrowser browser, Gallery gallery)
{
    public IReadOnlyDictionary<ScreenState, Func<Task>> ByState => new (Func<Task> Story, ScreenState[] States)[]
    {
        (AtTheDoor, [CitizenStart, CitizenStartRefused, CitizenCannotEstimate]),
        (OutsideTheHours, [CitizenClosedHours, CitizenMessageRefused, CitizenMessageForTopic, CitizenMessageTaken, PlainClosedHours, PlainMessageTaken]),
        (OnAForeignPage, [LauncherOpen, LauncherClosed, LauncherPanel]),
        (WithoutScript, [PlainStart, PlainWaiting, PlainTalking, PlainEnded]),
        (OneConversation, [ConsoleSignIn, ConsoleSignInRefused, ConsoleNoChat, CitizenWaiting, ConsoleOneChat, CitizenActive, ConsoleNote, CitizenFailedSend, CitizenBusyServer, CitizenOffline,
            CitizenClosingQuestion, CitizenEndQuestion, ConsoleClose, CitizenEnded, CitizenRated]),
        (FiveAtOnce, [ConsoleFiveChats, ConsoleShortcuts, ConsoleCitizenOffline, ConsoleTransfer, CitizenTransferred, ConsoleLeave, ConsoleAway]),
        (NobodyThere, [CitizenIdle, CitizenPaused]),
        (TheAgentIsLost, [ConsoleOffline, CitizenAgentLost, ConsoleLeaseLost]),
        (AChatIsOffered, [ConsoleOffered, ConsoleMissedOffer]),
        (NobodyReplies, [ConsoleNoReply, CitizenNoReply, ConsoleTakenAway]),
        (TheBoard, [BoardQuiet, BoardNobodyServes, BoardBusy, BoardPresence, BoardWall, BoardStale, BoardNotYours, PlainBoard]),
        (TheRegister, [AdminOverview, AdminAccounts, AdminAccount, AdminForm, AdminFormRefused, AdminDisable, AdminSettings, AdminSessions, AdminFactor, AdminAudit, AdminAnomalies]),
    }.SelectMany(told => told.States.Select(state => (state, told.Story))).ToDictionary(told => told.state, told => told.Story);

    private async Task AtTheDoor()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        await citizen.IsAt("Chat with us");
        await gallery.Look(CitizenStart, citizen.Visit);
        await Expect(citizen.Page.Locator("[data-part=wait]")).ToContainTextAsync("cannot estimate");
        await gallery.Look(CitizenCannotEstimate, citizen.Visit);
        await citizen.Ask("");
        await Expect(citizen.Page.GetByRole(AriaRole.Alert).First).ToBeFocusedAsync();
        await gallery.Look(CitizenStartRefused, citizen.Visit);
    }

    private async Task OutsideTheHours()
    {
        await using var late = await CitizenScreen.Open(browser, Product.ClosedAgency);
        await late.IsAt("Chat is closed");
        await gallery.Look(CitizenClosedHours, late.Visit);
        await late.Leave("");
        await Expect(late.Page.GetByRole(AriaRole.Alert).First).ToBeFocusedAsync();
        await gallery.Look(CitizenMessageRefused, late.Visit);
        await late.Leave("My street light is out.", "Uma", "uma@example.org");
        await late.IsAt("We have your message");
        await gallery.Look(CitizenMessageTaken, late.Visit);

        await using var other = await CitizenScreen.Open(browser.OfferingOffice());
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "Leave a message for later" }).ClickAsync();
        await other.IsAt("Leave a message");
        await gallery.Look(CitizenMessageForTopic, other.Visit);

        await using var plain = await CitizenScreen.Open(browser, Product.ClosedAgency, withScript: false);
        await gallery.Look(PlainClosedHours, plain.Visit);
        await plain.Leave("My bin is gone.");
        await plain.IsAt("We have your message");
        await gallery.Look(PlainMessageTaken, plain.Visit);
    }

    private async Task OnAForeignPage()
    {
        await using var site = await ForeignSite.Start(browser.Product);
        await using var visit = await browser.Visit();
        await visit.Page.GotoAsync(site.PageFor("demo"));
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Chat with us, Open now" })).ToBeVisibleAsync();
        await gallery.Look(LauncherOpen, visit);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Chat with us" }).ClickAsync();
        await Expect(visit.Page.FrameLocator("iframe").GetByRole(AriaRole.Button, new() { Name = "Minimise" })).ToBeVisibleAsync();
        await gallery.Look(LauncherPanel, visit);
        await visit.Page.GotoAsync(site.PageFor(Product.ClosedAgency));
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Closed, opens" })).ToBeVisibleAsync();
        await gallery.Look(LauncherClosed, visit);
    }

    private async Task WithoutScript()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office, withScript: false);
        await gallery.Look(PlainStart, citizen.Visit);
        await citizen.Ask("When is the bin collected?", "Noor");
        await citizen.IsAt("You are in the queue");
        await gallery.Look(PlainWaiting, citizen.Visit);
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await agent.OpenChat("Noor");
        await agent.Reply("On Tuesdays.");
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = "Check for new messages" }).ClickAsync();
        await Expect(citizen.Page.GetByText("On Tuesdays.")).ToBeVisibleAsync();
        await citizen.Write("Thank you");
        await Expect(citizen.Page.GetByText("Thank you")).ToBeVisibleAsync();
        await gallery.Look(PlainTalking, citizen.Visit);
        await citizen.Page.GetByText("End chat").ClickAsync();
        await citizen.Press("Yes, end the chat");
        await citizen.IsAt("The chat has ended");
        await gallery.Look(PlainEnded, citizen.Visit);
    }

    private async Task OneConversation()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "My street is under water. Which roads are open?", "Mina");
        await citizen.IsAt("You are in the queue");
        await gallery.Look(CitizenWaiting, citizen.Visit);

        await using var agent = await AgentScreen.Open(office);
        await gallery.Look(ConsoleSignIn, agent.Visit);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await gallery.Look(ConsoleSignInRefused, agent.Visit);
        await agent.SignIn(office.Agency);
        await gallery.Look(ConsoleNoChat, agent.Visit);
        await agent.Is("Available");
        await agent.OpenChat("Mina");
        await citizen.IsAt("You are talking with Sam");
        await agent.Reply("Hello Mina, I am Sam. Mill Road is closed; the map is at https://www.example.org/flood");
        await citizen.Sees("Mill Road is closed");
        await citizen.Write("Thank you. And the bridge?");
        await agent.Sees("And the bridge?");
        await gallery.Look(CitizenActive, citizen.Visit);
        await gallery.Look(ConsoleOneChat, agent.Visit);
        await agent.Page.Keyboard.PressAsync("Alt+p");
        await agent.Composer.FillAsync("Lives at the river.");
        await gallery.Look(ConsoleNote, agent.Visit);
        await agent.Press("Save note");
        await agent.Sees("Lives at the river.");

        await FailToSend(citizen);
        await LoseTheLine(citizen, agent);

        await agent.Press("Ask “anything else?”");
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "No, that is all" })).ToBeVisibleAsync();
        await gallery.Look(CitizenClosingQuestion, citizen.Visit);
        await citizen.Press("No, that is all");
        await agent.Sees("needs nothing else");
        await citizen.Press("End chat");
        await gallery.Look(CitizenEndQuestion, citizen.Visit);
        await citizen.Press("Keep chatting");
        await agent.Press("Close…");
        await gallery.Look(ConsoleClose, agent.Visit);
        await agent.Press("Cancel");
        await agent.Close("Resolved", "A crew inspects the bridge");
        await citizen.IsAt("The chat has ended");
        await Expect(citizen.Page.GetByText("A crew inspects the bridge", new() { Exact = true })).ToBeVisibleAsync();
        await gallery.Look(CitizenEnded, citizen.Visit);
        await citizen.Page.GetByLabel("Yes").CheckAsync();
        await citizen.Page.GetByLabel("4, satisfied").CheckAsync();
        await citizen.Press("Send answers");
        await Expect(citizen.Page.Locator("[data-part=thanks]")).ToBeVisibleAsync();
        await gallery.Look(CitizenRated, citizen.Visit);
    }

    private async Task FailToSend(CitizenScreen citizen)
    {
        await citizen.Page.RouteAsync("**/messages", route => route.AbortAsync());
        await citizen.Write("Is it safe to walk there?");
        await Expect(citizen.Log.GetByRole(AriaRole.Button, new() { Name = "Resend" })).ToBeVisibleAsync();
        await gallery.Look(CitizenFailedSend, citizen.Visit);
        await citizen.Page.UnrouteAllAsync();
        await citizen.Page.RouteAsync("**/messages", route => route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } }));
        await citizen.Press("Resend");
        await Expect(citizen.Log.GetByText("Not sent yet")).ToBeVisibleAsync();
        await gallery.Look(CitizenBusyServer, citizen.Visit);
        await citizen.Page.UnrouteAllAsync();
        await citizen.Press("Resend");
        await Expect(citizen.Page.Locator(".log > .mine", new() { HasText = "Is it safe to walk there?" })).ToHaveCountAsync(1);
    }

    private async Task LoseTheLine(CitizenScreen citizen, AgentScreen agent)
    {
        await citizen.Visit.Offline(true);
        await citizen.Write("Are you still there?");
        await Expect(citizen.LineLost).ToBeVisibleAsync();
        await gallery.Look(CitizenOffline, citizen.Visit);
        await citizen.Visit.Offline(false);
        await agent.Sees("Are you still there?");
        await Expect(citizen.LineLost).ToBeHiddenAsync();
    }

    private async Task FiveAtOnce()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        var citizens = new List<CitizenScreen>();
        foreach (var name in new[] { "Ana", "Ben", "Cleo", "Dan", "Eva" })
            citizens.Add(await CitizenScreen.Start(office, $"{name} asks about the road.", name));
        await Expect(agent.Chats).ToHaveCountAsync(5);
        await agent.OpenChat("Ana");
        await agent.Reply("Hello Ana.");
        await Expect(agent.Page.GetByText("5 of 5 chats")).ToBeVisibleAsync();
        await gallery.Look(ConsoleFiveChats, agent.Visit);
        await agent.Press("Shortcuts");
        await gallery.Look(ConsoleShortcuts, agent.Visit);
        await agent.Press("Done");

        await citizens[0].Page.GotoAsync("about:blank");
        await Expect(agent.Page.GetByText("Citizen offline since")).ToBeVisibleAsync();
        await gallery.Look(ConsoleCitizenOffline, agent.Visit);

        await agent.Press("Sign out");
        await Expect(agent.Page.GetByText("You have 5 chats.")).ToBeVisibleAsync();
        await gallery.Look(ConsoleLeave, agent.Visit);
        await agent.Press("Stay");
        await agent.Is("Away");
        await gallery.Look(ConsoleAway, agent.Visit);
        await agent.OpenChat("Ben");
        await agent.Press("Transfer…");
        await gallery.Look(ConsoleTransfer, agent.Visit);
        await agent.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Queue: Flood help" });
        await agent.Page.GetByLabel("Reason, for the citizen to read").FillAsync("They know the levee");
        await agent.Page.GetByLabel("Note for whoever takes over").FillAsync("Needs sandbags.");
        await agent.Press("Transfer chat");
        await citizens[1].Sees("is passing you on to Flood help");
        await citizens[1].Sees("Reason: They know the levee");
        await Expect(citizens[1].Log).Not.ToContainTextAsync("Needs sandbags.");
        await citizens[1].IsAt("You are in the queue");
        await gallery.Look(CitizenTransferred, citizens[1].Visit);
        foreach (var citizen in citizens)
            await citizen.DisposeAsync();
    }

    private async Task NobodyThere()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = new CitizenScreen(await browser.Visit());
        await citizen.Page.Clock.InstallAsync();
        await citizen.Page.GotoAsync($"/chat/{office.Agency}");
        await citizen.Ask("I may fall asleep.", "Sol");
        await citizen.IsAt("You are talking with Sam");
        await citizen.Page.Clock.FastForwardAsync("18:30");
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "I'm still here" })).ToBeVisibleAsync();
        await gallery.Look(CitizenIdle, citizen.Visit);
        await citizen.Page.Clock.FastForwardAsync("02:30");
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Resume chat" })).ToBeVisibleAsync();
        await gallery.Look(CitizenPaused, citizen.Visit);
        await citizen.Press("Resume chat");
        await citizen.Write("Awake again.");
        await agent.OpenChat("Sol");
        await agent.Sees("Awake again.");
    }

    private async Task TheAgentIsLost()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Is the ferry running?", "Rui");
        await agent.OpenChat("Rui");
        await agent.Composer.FillAsync("I look it up");
        await agent.Visit.Offline(true);
        await Expect(agent.LineLost).ToBeVisibleAsync();
        await gallery.Look(ConsoleOffline, agent.Visit);

        // The lease is 30 s of real time.
        await Expect(citizen.Heading).ToHaveTextAsync("You are back in the queue", new() { Timeout = 90_000 });
        await gallery.Look(CitizenAgentLost, citizen.Visit);
        await agent.Visit.Offline(false);
        await Expect(agent.Page.Locator("[data-part=lost]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await gallery.Look(ConsoleLeaseLost, agent.Visit);
        await agent.Press("I'm back, give me chats");
        await Expect(agent.Chats).ToHaveCountAsync(1);
    }

    private async Task AChatIsOffered()
    {
        var office = browser.OfferingOffice();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "May I build a shed?", "Tom");
        await Expect(agent.Offers).ToHaveCountAsync(1);
        await gallery.Look(ConsoleOffered, agent.Visit);
        await Expect(agent.Page.GetByText("You did not answer an offered chat")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await gallery.Look(ConsoleMissedOffer, agent.Visit);
        await citizen.End();
    }

    /// <summary>The topic's patience: 10 s until the agent is reminded, a minute until the chat goes back.</summary>
    private async Task NobodyReplies()
    {
        var office = browser.OfferingOffice();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "May I build a shed?", "Ida");
        await agent.Press("Accept");
        await citizen.IsAt("You are talking with Sam");
        await Expect(agent.Chats).ToContainTextAsync("No reply for 0 min! Goes back to the line at", new() { Timeout = 30_000 });
        await gallery.Look(ConsoleNoReply, agent.Visit);

        await Expect(citizen.Heading).ToHaveTextAsync("You are back in the queue", new() { Timeout = 90_000 });
        await citizen.Sees("Your adviser did not answer in time. You are back near the front of the queue for Permits");
        await gallery.Look(CitizenNoReply, citizen.Visit);
        await Expect(agent.Page.GetByText("A chat went back to the line because you did not reply")).ToBeVisibleAsync();
        await Expect(agent.Chats).ToHaveCountAsync(0);
        await gallery.Look(ConsoleTakenAway, agent.Visit);
        await citizen.End();
    }

    /// <summary>A supervisor watches how people come, wait and are served; by keyboard alone.</summary>
    private async Task TheBoard()
    {
        var office = browser.Office(Product.WatchedAgency);
        await using var robin = await browser.Visit();
        var page = robin.Page;
        await SignIn(robin, "robin");
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

        await page.GetByRole(AriaRole.Link, new() { Name = "Change the presence of Sam" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change the presence of Sam" })).ToBeVisibleAsync();
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

        async Task SignIn(Visit visit, string userName)
        {
            await visit.Page.GotoAsync("/console");
            await visit.Page.GetByLabel("Agency").FillAsync(Product.WatchedAgency);
            await visit.Page.GetByLabel("User name").FillAsync(userName);
            await visit.Page.GetByLabel("Password").FillAsync(Office.Password);
            await visit.Page.Keyboard.PressAsync("Enter");
            await Expect(visit.Page.GetByText("Robin")).ToBeVisibleAsync();
        }
    }

    /// <summary>An administrator, who signs in at the console and from there on needs neither script nor pointer.</summary>
    private async Task TheRegister()
    {
        await using var visit = await browser.Visit();
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await page.GotoAsync("/console");
        await page.GetByLabel("Agency").FillAsync(Product.ClosedAgency);
        await page.GetByLabel("User name").FillAsync("keeper");
        await page.GetByLabel("Password").FillAsync(Office.Password);
        await keys.PressAsync("Enter");
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

        await using var desk = await SignedIn("ada.lee");
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

        await using var audit = await SignedIn("verifier");
        await audit.Page.GotoAsync("/admin/audit");
        await gallery.Look(AdminAudit, audit);
        await audit.Page.GetByRole(AriaRole.Link, new() { Name = "What stands out" }).PressAsync("Enter");
        await Expect(audit.Page.GetByRole(AriaRole.Heading, new() { Name = "What stands out" })).ToBeVisibleAsync();
        await gallery.Look(AdminAnomalies, audit);

        async Task<Visit> SignedIn(string userName)
        {
            var other = await browser.Visit();
            await other.Page.GotoAsync("/console");
            await other.Page.GetByLabel("Agency").FillAsync(Product.ClosedAgency);
            await other.Page.GetByLabel("User name").FillAsync(userName);
            await other.Page.GetByLabel("Password").FillAsync(Office.Password);
            await other.Page.Keyboard.PressAsync("Enter");
            await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeHiddenAsync();
            return other;
        }

        Task Follow(string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.PressAsync("Enter");
        Task Submit(string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).PressAsync("Enter");
    }
}
