using System.Text.Json;
using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>An agent at the console.</summary>
public sealed class AgentScreen(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;

    public IPage Page => visit.Page;

    public ILocator Chats => Page.Locator(".chat-item");

    public ILocator Offers => Page.Locator("[data-part=offers] li");

    public ILocator LineLost => Page.Locator("[data-part=offline]");

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    public ILocator Composer => Page.Locator("#message");

    public static async Task<AgentScreen> Open(RealBrowser browser)
    {
        var agent = new AgentScreen(await browser.Visit());
        await agent.Page.GotoAsync("/console");
        return agent;
    }

    public static async Task<AgentScreen> SignIn(RealBrowser browser, string userName = "agent1", string agency = "demo")
    {
        var agent = await Open(browser);
        await agent.SignIn(userName, browser.Product.PasswordOf(userName), agency);
        return agent;
    }

    public async Task SignIn(string userName, string password, string agency = "demo")
    {
        await Page.GetByLabel("Agency").FillAsync(agency);
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password").FillAsync(password);
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
        await Assertions.Expect(Page.Locator("#conversation-heading")).ToHaveTextAsync(citizen);
    }

    public async Task Reply(string text)
    {
        await Composer.FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
        await Sees(text);
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

    public Task Sees(string text) => Assertions.Expect(Log.And(Page.Locator(":visible"))).ToContainTextAsync(text);

    /// <summary>Closes whatever is held or still waits, so that the next test starts with an empty desk.</summary>
    public async ValueTask DisposeAsync()
    {
        await visit.Offline(false);
        if (await Call("PUT", "/api/v1/agents/me/presence", """{"status":"available"}""") is { Ok: true })
        {
            while (await Held() is { Count: > 0 } held)
            {
                foreach (var conversation in held)
                    await Call("POST", $"/api/v1/conversations/{conversation}/close", """{"disposition":"resolved"}""");
            }

            await Call("PUT", "/api/v1/agents/me/presence", """{"status":"offline"}""");
        }

        await visit.DisposeAsync();
    }

    private async Task<List<string>> Held()
    {
        var answer = await Call("GET", "/api/v1/agents/me/conversations", body: null);
        using var held = JsonDocument.Parse(await answer.TextAsync());
        return [.. held.RootElement.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
    }

    private Task<IAPIResponse> Call(string method, string path, string? body) => visit.Context.APIRequest.FetchAsync(path, new()
    {
        Method = method,
        DataString = body,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
    });
}
