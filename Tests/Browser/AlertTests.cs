using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>How the console calls an agent who looks elsewhere.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class AlertTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>Says that nobody looks when `away` is set.</summary>
    private const string MayLookAway = """
        window.away = false;
        const hasFocus = document.hasFocus.bind(document);
        document.hasFocus = () => !window.away && hasFocus();
        """;

    [Fact]
    public async Task A_new_chat_sounds_until_it_was_seen_and_can_be_muted()
    {
        var office = browser.Office();
        var visit = await office.Visit();
        await Tones.AreCountedIn(visit.Page);
        await visit.Page.AddInitScriptAsync(MayLookAway);
        await visit.Page.Clock.InstallAsync();
        await using var agent = await AgentScreen.SignIn(office, visit);
        await agent.Is("Available");
        await visit.Page.EvaluateAsync("() => window.away = true");

        await using var citizen = await CitizenScreen.Start(office, "Is anybody there?", "Rea");
        await Expect(agent.Heading).ToHaveTextAsync("Rea");
        await Expect(visit.Page).ToHaveTitleAsync("New chat! Muster console");
        await Tones.AreHeardIn(visit.Page);
        await visit.Page.Clock.FastForwardAsync(6_000);
        await Tones.AreHeardIn(visit.Page);

        await Mutes(agent, true);
        await visit.Page.Clock.FastForwardAsync(12_000);
        await visit.Page.EvaluateAsync("() => new Promise((done) => (window.setTimeout(done)))");
        Assert.Equal(0, await Tones.Of(visit.Page));
        await Expect(visit.Page).ToHaveTitleAsync("New chat! Muster console");
        await Mutes(agent, false);
        await Tones.AreHeardIn(visit.Page);
        await visit.Page.Clock.FastForwardAsync(6_000);
        await Tones.AreHeardIn(visit.Page);

        await visit.Page.EvaluateAsync("() => { window.away = false; dispatchEvent(new Event('focus')) }");
        await Expect(visit.Page).ToHaveTitleAsync("Muster console");
        await visit.Page.EvaluateAsync("() => window.tones = 0");
        await visit.Page.Clock.FastForwardAsync(12_000);
        Assert.Equal(0, await Tones.Of(visit.Page));

        await visit.Page.EvaluateAsync("() => window.away = true");
        await citizen.Write("Hello?");
        await Expect(visit.Page).ToHaveTitleAsync("(1) Muster console");
        await visit.Page.EvaluateAsync("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')) }");
        await Expect(visit.Page).ToHaveTitleAsync("Muster console");
        await Expect(citizen.Page.Locator(".letter-state").Last).ToHaveTextAsync("Delivered");
    }

    private static async Task Mutes(AgentScreen agent, bool isMuted)
    {
        await agent.Page.GetByText("Settings").ClickAsync();
        await agent.Page.GetByLabel("Sound for a new chat").SetCheckedAsync(!isMuted);
        await agent.Page.GetByText("Settings").ClickAsync();
    }
}
