namespace Muster.Tests.Browser;

/// <summary>The screens in every state: reached with the real product, photographed at 320 and 1280 px, and checked by axe.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class ScreenStateTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>Most of a story is waiting: for a lease, for silence, for a page.</summary>
    private const int ToldAtOnce = 6;

    private static readonly Gallery Gallery = new();
    private static readonly SemaphoreSlim Tellers = new(ToldAtOnce);
    private static Dictionary<ScreenState, Task<string?>>? _told;

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

    [Fact]
    public async Task What_somebody_cannot_use_is_found_in_frames_too()
    {
        await using var visit = await browser.Visit();
        await visit.Page.SetContentAsync("""<html lang="en"><title>A page</title><img src="one"><iframe title="A frame" srcdoc="<img src='two'>"></iframe></html>""");

        var violations = await Gallery.Violations(visit.Page);

        Assert.Contains(violations, violation => violation.StartsWith("image-alt", StringComparison.Ordinal) && violation.Contains("one", StringComparison.Ordinal) && violation.Contains("two", StringComparison.Ordinal));
    }

    /// <summary>A story that breaks off still counts for the states it came by.</summary>
    private async Task<string?> Tell(ScreenState state)
    {
        Assert.SkipUnless(RealBrowser.IsThere, RealBrowser.LeftOut);
        _told ??= TellAll(new Stories(browser, Gallery));
        return _told.TryGetValue(state, out var story) ? await story : "No story comes by it.";
    }

    private static Dictionary<ScreenState, Task<string?>> TellAll(Stories stories)
    {
        var told = stories.ByState.Values.Distinct().ToDictionary(story => story, Run);
        return stories.ByState.ToDictionary(one => one.Key, one => told[one.Value]);
    }

    private static async Task<string?> Run(Func<Task> story)
    {
        await Tellers.WaitAsync();
        try
        {
            await story();
            return null;
        }
        catch (Exception broke) when (broke is Microsoft.Playwright.PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            return broke.Message;
        }
        finally
        {
            Tellers.Release();
        }
    }
}
