using static Microsoft.Playwright.Assertions;
using static Muster.Tests.Browser.ScreenState;

namespace Muster.Tests.Browser;

/// <summary>What two agents go through of whom one asks the other.</summary>
public sealed partial class Stories
{
    /// <summary>Sam asks whoever knows about floods and keeps the chat; Bea reads along and advises in a note, and the citizen sees nothing of it.</summary>
    private async Task Advice()
    {
        var office = browser.Office(Product.AdvisingAgency);
        await using var sam = await AgentScreen.SignIn(office);
        await sam.Is("Available");
        await using var una = await CitizenScreen.Start(office, "Is my levee high enough?", "Una");
        await sam.OpenChat("Una");

        await sam.Press("Transfer…");
        await Expect(sam.Page.Locator("#transfer-standing")).ToContainTextAsync("As of");
        await sam.Page.GetByLabel("Hand the chat over").FocusAsync();
        await sam.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(sam.Page.GetByLabel("Ask for advice and keep the chat")).ToBeCheckedAsync();
        await Expect(sam.Page.GetByLabel("Reason, for the citizen to read")).ToBeHiddenAsync();
        await sam.Press("Ask");
        await Expect(sam.Page.GetByText("Write what you want to know.")).ToBeVisibleAsync();
        await gallery.Look(ConsoleConsult, sam.Visit);
        await sam.Page.GetByLabel("Your question").FillAsync("How high must a levee be?");
        await sam.Press("Ask");
        await Expect(sam.Advice).ToContainTextAsync("You have asked Flood help");
        await Expect(sam.Advice).ToContainTextAsync("Waiting for somebody to take the question.");
        await gallery.Look(ConsoleConsultAsked, sam.Visit);

        await using var bea = await AgentScreen.SignIn(office, userName: "bea");
        await bea.Is("Available");
        await Expect(bea.Names).ToHaveTextAsync(["Sam asks about Una"]);
        await bea.Chats.First.ClickAsync();
        await Expect(bea.Heading).ToHaveTextAsync("Sam asks about Una");
        await Expect(bea.Advice).ToContainTextAsync("How high must a levee be?");
        await bea.Sees("Is my levee high enough?");
        await gallery.Look(ConsoleAdvising, bea.Visit);
        await bea.Page.GetByLabel("Your advice for Sam").FillAsync("Two metres above the river.");
        await bea.Press("Save note");

        await sam.Sees("Two metres above the river.");
        await Expect(sam.Advice).ToContainTextAsync("Bea reads along and advises you in notes.");
        await gallery.Look(ConsoleConsultAdvised, sam.Visit);
        await sam.Reply("It must be two metres above the river.");
        await una.Sees("It must be two metres above the river.");
        await Expect(una.Log).Not.ToContainTextAsync("Bea");
        await Expect(una.Log).Not.ToContainTextAsync("How high must a levee be?");

        await bea.Press("End the advice");
        await Expect(bea.Chats).ToHaveCountAsync(0);
        await Expect(sam.Advice).ToHaveCountAsync(0);
        await Expect(sam.Chats).ToHaveCountAsync(1);
    }
}
