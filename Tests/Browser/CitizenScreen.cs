using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>A citizen at the chat page.</summary>
public sealed class CitizenScreen(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;

    public IPage Page => visit.Page;

    public ILocator LineLost => Page.Locator("[data-part=offline]");

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    /// <summary>The words the citizen wrote, in their order on the screen; what is on its way included.</summary>
    public ILocator Own => Page.Locator(".log .mine .words");

    /// <summary>The words of both, in their order on the screen.</summary>
    public ILocator Spoken => Page.Locator(".log .spoken .words");

    public ILocator Others => Page.Locator(".log .theirs .words");

    /// <summary>What the page says about the place in the line.</summary>
    public ILocator State => Page.Locator("[data-part=state]");

    /// <summary>What everybody in the line is told.</summary>
    public ILocator Notice => Page.Locator("[data-part=line-notice]:visible");

    /// <summary>To go on with on another device.</summary>
    public ILocator Code => Page.Locator(".code-signs:visible");

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Message => Page.GetByLabel("Your message");

    public static async Task<CitizenScreen> Open(Office office, bool withScript = true) =>
        await Enter(office.Agency, await office.Visit(new() { JavaScriptEnabled = withScript }));

    public static async Task<CitizenScreen> Open(RealBrowser browser, string agency, bool withScript = true) =>
        await Enter(agency, await browser.Visit(new() { JavaScriptEnabled = withScript }));

    /// <param name="visit">Whoever comes, where that matters.</param>
    public static async Task<CitizenScreen> Start(Office office, string text, string? name = null, Visit? visit = null)
    {
        var citizen = await Enter(office.Agency, visit ?? await office.Visit());
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
        await Page.Locator("#reply-address").FillAsync(contact ?? "");
        await Press("Leave message");
    }

    public async Task Write(string text)
    {
        await Message.FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    public async Task Press(string button) => await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>One of the options, on or off.</summary>
    public async Task Switch(string option)
    {
        await Page.GetByText("Options").ClickAsync();
        await Page.GetByLabel(option).ClickAsync();
        await Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>What is in the file that a button or a link gives, named by its reference where that is known.</summary>
    public async Task<string> Saved(string how, string? reference = null)
    {
        var file = await Page.RunAndWaitForDownloadAsync(() => Page.GetByText(how, new() { Exact = true }).And(Page.Locator(":visible")).First.ClickAsync());
        Assert.StartsWith(reference ?? "", file.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllTextAsync((await file.PathAsync())!, TestContext.Current.CancellationToken);
    }

    /// <summary>Whoever waits and loses nothing by it is not asked whether they mean it.</summary>
    public async Task End()
    {
        await Page.Locator("[data-part=end]").ClickAsync();
        var question = Page.GetByRole(AriaRole.Alertdialog);
        if (await question.IsVisibleAsync())
            await question.GetByRole(AriaRole.Button, new() { Name = "End chat" }).ClickAsync();
        await IsAt("The chat has ended");
    }

    public Task Sees(string text) => Assertions.Expect(Log).ToContainTextAsync(text);

    public Task IsAt(string heading) => Assertions.Expect(Heading).ToHaveTextAsync(heading);

    public ValueTask DisposeAsync() => visit.DisposeAsync();

    private static async Task<CitizenScreen> Enter(string agency, Visit visit)
    {
        var citizen = new CitizenScreen(visit);
        await citizen.Page.GotoAsync($"/chat/{agency}");
        return citizen;
    }
}
