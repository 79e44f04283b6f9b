using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>The product dies under open pages (SIGKILL) and comes back: each page goes on by itself.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Product)]
public sealed class KilledProductTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>Every pause between two tries at a fiftieth of its longest.</summary>
    private const string Impatience = "Math.random = () => 0.02";

    [Fact]
    public async Task Open_pages_go_on_by_themselves_and_nothing_is_lost_doubled_or_out_of_line()
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        await using var product = await OneProcess.Start(offices: 1);
        var office = browser.Office(product);
        await using var agent = await AgentScreen.SignIn(office, await Impatient(office));
        await agent.Is("Available");
        await agent.TakesAtOnce(1);
        await using var ada = await CitizenScreen.Start(office, "Is the bridge open?", "Ada", await Impatient(office));
        await agent.OpenChat("Ada");
        await agent.Reply("I find out.");
        await ada.Sees("I find out.");
        await using var ben = await CitizenScreen.Start(office, "Is the school open?", "Ben", await Impatient(office));
        await using var cleo = await CitizenScreen.Start(office, "Is the pool open?", "Cleo", await Impatient(office));
        await Expect(ben.State).ToContainTextAsync("You are next");
        await Expect(cleo.State).ToContainTextAsync("1 person is before you");

        IPage[] pages = [agent.Page, ada.Page, ben.Page, cleo.Page];
        foreach (var page in pages)
            await page.EvaluateAsync("window.mark = 'never reloaded'");

        await product.Kill();
        await ada.Write("And the ferry?");
        await agent.Send("The bridge is open.");
        await ben.Write("The one at Mill Road.");
        await product.StartAgain();

        await Expect(ada.Others).ToHaveTextAsync(["I find out.", "The bridge is open."]);
        await Expect(ada.Own).ToHaveTextAsync(["Is the bridge open?", "And the ferry?"]);
        await Expect(agent.Others).ToHaveTextAsync(["Is the bridge open?", "And the ferry?"]);
        await Expect(agent.Own).ToHaveTextAsync(["I find out.", "The bridge is open."]);
        await Expect(agent.Composer).ToHaveValueAsync("");
        await Expect(ada.LineLost).ToBeHiddenAsync();
        await Expect(agent.LineLost).ToBeHiddenAsync();
        await ada.IsAt("You are talking with Sam");

        await using var dan = await CitizenScreen.Start(office, "Is the park open?", "Dan");
        await Expect(dan.State).ToContainTextAsync("2 people are before you");
        await Expect(ben.State).ToContainTextAsync("You are next");
        await agent.TakesAtOnce(2);
        await ben.IsAt("You are talking with Sam");
        await Expect(ben.Own).ToHaveTextAsync(["Is the school open?", "The one at Mill Road."]);
        await Expect(cleo.State).ToContainTextAsync("You are next");

        foreach (var page in pages)
            Assert.Equal("never reloaded", await page.EvaluateAsync<string?>("window.mark"));
    }

    [Fact]
    public async Task A_page_without_script_sends_its_form_to_the_product_that_came_back()
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        await using var product = await OneProcess.Start(offices: 1);
        var office = browser.Office(product);
        await using var citizen = await CitizenScreen.Open(office, withScript: false);
        await citizen.Ask("Is the library open?");
        await citizen.IsAt("You are in the queue");
        await citizen.Message.FillAsync("The one in Mill Road.");

        await product.Kill();
        await citizen.Press("Send");
        await Expect(citizen.Page).Not.ToHaveTitleAsync("Chat with Riverbend Council");
        await product.StartAgain();
        await citizen.Page.GoBackAsync();
        await Expect(citizen.Message).ToHaveValueAsync("The one in Mill Road.");
        await citizen.Press("Send");

        await Expect(citizen.Own).ToHaveTextAsync(["Is the library open?", "The one in Mill Road."]);
        await citizen.IsAt("You are in the queue");
    }

    private static async Task<Visit> Impatient(Office office)
    {
        var visit = await office.Visit();
        await visit.Page.AddInitScriptAsync(Impatience);
        return visit;
    }
}
