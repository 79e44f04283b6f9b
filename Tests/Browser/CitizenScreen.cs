using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>A citizen at the chat page.</summary>
public sealed class CitizenScreen(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;

    public IPage Page => visit.Page;

    public ILocator LineLost => Page.Locator("[data-part=offline]");

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Message => Page.GetByLabel("Your message");

    public static Task<CitizenScreen> Open(Office office, bool withScript = true) => Open(office.Browser, office.Agency, withScript);

    public static async Task<CitizenScreen> Open(RealBrowser browser, string agency, bool withScript = true)
    {
        var citizen = new CitizenScreen(await browser.Visit(withScript));
        await citizen.Page.GotoAsync($"/chat/{agency}");
        return citizen;
    }

    public static async Task<CitizenScreen> Start(Office office, string text, string? name = null)
    {
        var citizen = await Open(office);
        await citizen.Ask(text, name);
        await citizen.Sees(text);
        return citizen;
    }

    public async Task Ask(string text, string? name = null)
    {
        await Page.GetByLabel("Your question").FillAsync(text);
        if (name is not null)
            await Page.GetByLabel("What may we call you?").FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
    }

    /// <summary>Outside the hours.</summary>
    public async Task Leave(string text, string? name = null, string? contact = null)
    {
        await Page.GetByLabel("Your question").FillAsync(text);
        await Page.GetByLabel("What may we call you?").FillAsync(name ?? "");
        await Page.GetByLabel("How else can we reach you?").FillAsync(contact ?? "");
        await Press("Leave message");
    }

    public async Task Write(string text)
    {
        await Message.FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    public async Task Press(string button) => await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task End()
    {
        await Press("End chat");
        await Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "End chat" }).ClickAsync();
        await IsAt("The chat has ended");
    }

    public Task Sees(string text) => Assertions.Expect(Log).ToContainTextAsync(text);

    public Task IsAt(string heading) => Assertions.Expect(Heading).ToHaveTextAsync(heading);

    public ValueTask DisposeAsync() => visit.DisposeAsync();
}
