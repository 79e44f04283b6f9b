using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Muster.Tests.Browser.ScreenState;

namespace Muster.Tests.Browser;

/// <summary>What people go through, told once; on the way each story looks at the states it comes by.</summary>
public sealed partial class Stories(RealBrowser browser, Gallery gallery)
{
    public IReadOnlyDictionary<ScreenState, Func<Task>> ByState => new (Func<Task> Story, ScreenState[] States)[]
    {
        (AtTheDoor, [CitizenStart, CitizenStartRefused, CitizenCannotEstimate]),
        (OutsideTheHours, [CitizenClosedHours, CitizenMessageRefused, CitizenMessageForTopic, CitizenMessageTaken, PlainClosedHours, PlainMessageTaken]),
        (OnAForeignPage, [LauncherOpen, LauncherClosed, LauncherPanel]),
        (WithoutScript, [PlainStart, PlainWaiting, PlainTalking, PlainEnded]),
        (OneConversation, [ConsoleSignIn, ConsoleSignInRefused, ConsoleNoChat, CitizenWaiting, ConsoleOneChat, CitizenActive, ConsoleNote, CitizenFailedSend, CitizenBusyServer, CitizenOffline,
            CitizenClosingQuestion, CitizenEndQuestion, ConsoleClose, CitizenEnded, CitizenRated]),
        (FiveAtOnce, [ConsoleFiveChats, ConsoleShortcuts, ConsoleCitizenOffline, ConsoleTransfer, CitizenTransferred, ConsoleRefer, CitizenReferred, ConsoleLeave, ConsoleAway]),
        (Advice, [ConsoleConsult, ConsoleConsultAsked, ConsoleConsultAdvised, ConsoleAdvising]),
        (NobodyThere, [CitizenIdle, CitizenPaused]),
        (InsteadOfWaiting, [CitizenCallForm, CitizenCallRefused, CitizenCallAsked, CitizenMessageForm, CitizenMessageAsked, CitizenCode, CitizenReturn, ConsoleContact, ConsoleContactOwed, ConsoleContactDialog]),
        (WithoutScriptInsteadOfWaiting, [PlainContactRefused, PlainContactAsked, PlainCode, PlainReturn]),
        (ANotice, [BoardNoticeRefused, BoardNoticePreview, BoardNotice, BoardLater, CitizenNotice, CitizenNoticeAnswered, PlainNotice]),
        (TheAgentIsLost, [ConsoleOffline, CitizenAgentLost, ConsoleLeaseLost]),
        (AChatIsOffered, [ConsoleOffered, ConsoleMissedOffer]),
        (NobodyReplies, [ConsoleNoReply, CitizenNoReply, ConsoleTakenAway]),
        (ClosingTime, [CitizenWaitsAfterClosing, PlainWaitsAfterClosing, BoardAfterClosing, CitizenServedAfterClosing]),
        (TheBoard, [BoardQuiet, BoardNobodyServes, BoardBusy, BoardQueue, BoardWatch, BoardEnded, BoardPresence, BoardWall, BoardStale, BoardNotYours, PlainBoard]),
        (WhoeverWaits, [BoardMove, BoardBeyondLimit, CitizenMoved, CitizenEndedInLine, PlainEndedInLine, ConsoleOfSupervisor, CitizenTakenOver, ConsoleTakenOver, BoardTakenOver]),
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
        await agent.Press("Refer…");
        await gallery.Look(ConsoleRefer, agent.Visit);
        await agent.Page.GetByLabel("Flood warnings").CheckAsync();
        await agent.Press("Send to the citizen");
        await citizens[1].Sees("Flood warnings: www.example.org/flood");
        await gallery.Look(CitizenReferred, citizens[1].Visit);
        await agent.Press("Transfer…");
        await Expect(agent.Page.Locator("#transfer-standing")).ToContainTextAsync("As of");
        await gallery.Look(ConsoleTransfer, agent.Visit);
        await agent.Page.GetByLabel("Urgency").SelectOptionAsync("urgent");
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

    /// <summary>Somebody is called back, somebody else is answered by letter, and one of them goes on with the chat elsewhere.</summary>
    private async Task InsteadOfWaiting()
    {
        var office = browser.Office();
        await using var ana = await CitizenScreen.Start(office, "Is my permit ready?", "Ana");
        await ana.IsAt("You are in the queue");
        await ana.Press("Call me back");
        await gallery.Look(CitizenCallForm, ana.Visit);
        await ana.Page.GetByLabel("Phone number").FillAsync("ring me");
        await ana.Press("Ask to be called");
        await Expect(ana.Page.GetByText("Write a phone number, such as")).ToBeVisibleAsync();
        await gallery.Look(CitizenCallRefused, ana.Visit);
        await ana.Page.GetByLabel("Phone number").FillAsync("07 3000 0000");
        await ana.Page.Locator("#call-best-time").FillAsync("After five");
        await ana.Press("Ask to be called");
        await ana.IsAt("We will call you");
        await gallery.Look(CitizenCallAsked, ana.Visit);

        await using var ben = await CitizenScreen.Start(office, "Which bin is for glass?", "Ben");
        await ben.Press("Leave a message instead");
        await ben.Page.GetByLabel("Letter").CheckAsync();
        await gallery.Look(CitizenMessageForm, ben.Visit);
        await ben.Page.GetByLabel("Postal address").FillAsync("1 Bridge Street");
        await ben.Press("Leave message");
        await ben.IsAt("We have your message");
        await gallery.Look(CitizenMessageAsked, ben.Visit);
        await ben.Press("Get a code");
        await Expect(ben.Code).ToBeVisibleAsync();
        await gallery.Look(CitizenCode, ben.Visit);

        await using var elsewhere = await office.Visit();
        await elsewhere.Page.GotoAsync($"/chat/{office.Agency}/return");
        await elsewhere.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("00000-00000");
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Go on with the chat" }).ClickAsync();
        await Expect(elsewhere.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await gallery.Look(CitizenReturn, elsewhere);

        await using var sam = await AgentScreen.SignIn(office);
        await sam.Is("Available");
        await sam.OpenChat("Ana");
        await Expect(sam.Contact).ToContainTextAsync("07 3000 0000");
        await gallery.Look(ConsoleContact, sam.Visit);
        await sam.Press("Close…");
        await Expect(sam.Page.GetByText("Record what came of it first")).ToBeVisibleAsync();
        await gallery.Look(ConsoleContactOwed, sam.Visit);
        await sam.Press("Cancel");
        await sam.Press("Record the attempt");
        await sam.Page.GetByLabel("Nobody answered").CheckAsync();
        await gallery.Look(ConsoleContactDialog, sam.Visit);
        await sam.Press("Record");
        await ana.Sees("Sam tried to reach you. Nobody answered.");
    }

    private async Task WithoutScriptInsteadOfWaiting()
    {
        var office = browser.Office();
        await using var plain = await CitizenScreen.Open(office, withScript: false);
        await plain.Page.GetByRole(AriaRole.Link, new() { Name = "I have a code from another device" }).ClickAsync();
        await gallery.Look(PlainReturn, plain.Visit);
        await plain.Page.GetByRole(AriaRole.Link, new() { Name = "I have no code" }).ClickAsync();
        await plain.Ask("Where do I pay my rates?", "Noor");
        await plain.IsAt("You are in the queue");

        // What a form answers with has no address of its own to be looked at again: the same page is looked at where scripts may run.
        await using var seen = new CitizenScreen(await office.Visit(new() { StorageState = await plain.Visit.Context.StorageStateAsync() }));
        await seen.Page.GotoAsync($"/chat/{office.Agency}");
        await seen.Page.GetByText("Leave a message instead").ClickAsync();
        await seen.Page.Locator("#message-address").FillAsync("noor");
        await seen.Press("Leave message");
        await Expect(seen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write an email address");
        await gallery.Look(PlainContactRefused, seen.Visit);
        await seen.Press("Get a code");
        await Expect(seen.Code).ToBeVisibleAsync();
        await gallery.Look(PlainCode, seen.Visit);

        await plain.Page.GetByText("Call me back").ClickAsync();
        await plain.Page.Locator("#call-address").FillAsync("07 3000 0000");
        await plain.Page.Locator("#call-best-time").FillAsync("After five");
        await plain.Press("Ask to be called");
        await plain.IsAt("We will call you");
        await gallery.Look(PlainContactAsked, plain.Visit);
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
}
