using System.Collections.Concurrent;

namespace Muster.Tests.Browser;

/// <summary>The screens in every state: reached with the real product, photographed at 320 and 1280 px, and checked by axe.</summary>
[Collection(BrowserTests.Name), Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class ScreenStateTests(RealBrowser browser)
{
    private static readonly Gallery Gallery = new();
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Told = [];

    public static TheoryData<ScreenState> States => [.. Enum.GetValues<ScreenState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Each_state_is_reached_and_everybody_can_use_it(ScreenState state)
    {
        var broke = await Tell(state);

        var faults = Gallery.FaultsOf(state);

        Assert.True(faults is not null, $"{state} was not reached. {broke}");
        Assert.True(faults.Count == 0, $"{state}:\n{string.Join('\n', faults)}");
    }

    /// <summary>A story that breaks off still counts for the states it came by.</summary>
    private async Task<string?> Tell(ScreenState state)
    {
        Assert.SkipUnless(browser.IsThere, RealBrowser.LeftOut);
        if (!new Stories(browser, Gallery).ByState.TryGetValue(state, out var story))
            return "No story comes by it.";

        var name = story.Method.Name;
        return await Told.GetOrAdd(name, _ => new Lazy<Task<string?>>(() => Run(story))).Value;
    }

    private static async Task<string?> Run(Func<Task> story)
    {
        try
        {
            await story();
            return null;
        }
        catch (Exception broke) when (broke is Microsoft.Playwright.PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            return broke.Message;
        }
    }
}
