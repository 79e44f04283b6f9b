using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>An agent at the console.</summary>
public sealed class AgentScreen(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;

    public IPage Page => visit.Page;

    public ILocator Chats => Page.Locator(".chat-item");

    /// <summary>Of the citizens, in the order of the list.</summary>
    public ILocator Names => Page.Locator(".item-name");

    /// <summary>Whose chat is open.</summary>
    public ILocator Heading => Page.Locator("#conversation-heading");

    public ILocator Offers => Page.Locator("[data-part=offers] li");

    /// <summary>The advice that is sought on the open chat.</summary>
    public ILocator Advice => Page.Locator("[data-part=consult]:visible");

    /// <summary>How to reach the citizen of the open chat, who does not sit at the screen.</summary>
    public ILocator Contact => Page.Locator("[data-part=contact]:visible");

    public ILocator LineLost => Page.Locator("[data-part=offline]");

    public ILocator Trouble => Page.Locator("[data-part=trouble]:visible");

    /// <summary>The words of the open chat.</summary>
    public ILocator Log => Page.Locator("muster-transcript:not([hidden])").GetByRole(AriaRole.Log);

    /// <summary>The agent's words in the open chat, in their order on the screen; what is on its way included.</summary>
    public ILocator Own => Page.Locator("muster-transcript:not([hidden]) .mine .words");

    /// <summary>The words of both, in their order on the screen.</summary>
    public ILocator Spoken => Page.Locator("muster-transcript:not([hidden]) .spoken .words");

    public ILocator Others => Page.Locator("muster-transcript:not([hidden]) .theirs .words");

    public ILocator Composer => Page.Locator("#message");

    public static async Task<AgentScreen> Open(Office office, Visit? visit = null)
    {
        var agent = new AgentScreen(visit ?? await office.Visit());
        await agent.Page.GotoAsync("/console");
        return agent;
    }

    /// <param name="visit">Whoever comes, where that matters.</param>
    public static async Task<AgentScreen> SignIn(Office office, Visit? visit = null, string userName = Office.UserName)
    {
        var agent = await Open(office, visit);
        await agent.SignIn(office.Agency, userName);
        return agent;
    }

    public async Task SignIn(string agency, string userName = Office.UserName)
    {
        await Page.GetByLabel("Agency").FillAsync(agency);
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password").FillAsync(Office.Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "My chats" }).WaitForAsync();
    }

    public async Task Is(string presence)
    {
        await Page.GetByLabel("I am", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = presence });
        await Assertions.Expect(Page.Locator("muster-console")).ToHaveAttributeAsync("data-status", presence.Split(':')[0].ToLowerInvariant());
    }

    public async Task OpenChat(string citizen)
    {
        await Chats.Filter(new() { HasText = citizen }).First.ClickAsync();
        await Assertions.Expect(Heading).ToHaveTextAsync(citizen);
    }

    public async Task TakesAtOnce(int chats)
    {
        await Page.GetByLabel("Chats at once").SelectOptionAsync($"{chats}");
        await Assertions.Expect(Page.Locator("[data-part=load]")).ToContainTextAsync($"of {chats} chats");
    }

    public async Task Reply(string text)
    {
        await Send(text);
        await Sees(text);
    }

    public async Task Send(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Reads further up in the open chat.</summary>
    public async Task ScrollTo(int top)
    {
        await Log.EvaluateAsync("(log, top) => log.scrollTop = top", top);
        await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)"); // the page hears of it with the next picture
    }

    public async Task Press(string button) => await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Both steps of closing the open chat.</summary>
    public async Task Close(string disposition, string? nextAction = null)
    {
        await Press("Close…");
        await Page.GetByLabel(disposition, new() { Exact = true }).CheckAsync();
        if (nextAction is not null)
            await Page.GetByLabel("Next step agreed").FillAsync(nextAction);
        await Press("Close chat");
        await Assertions.Expect(Page.Locator("#close-dialog")).ToBeHiddenAsync();
    }

    public Task Sees(string text) => Assertions.Expect(Log).ToContainTextAsync(text);

    public ValueTask DisposeAsync() => visit.DisposeAsync();
}
