using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>What a page lets somebody hear.</summary>
internal static class Tones
{
    /// <summary>Counts them, from the page's first script on.</summary>
    public static Task AreCountedIn(IPage page) => page.AddInitScriptAsync(
        """
        window.tones = 0;
        const Voice = OscillatorNode;
        window.OscillatorNode = class extends Voice {
          start(at) {
            window.tones += 1;
            super.start(at);
          }
        };
        """);

    /// <summary>Waits for one, and begins anew.</summary>
    /// <returns>How many there were by then: what was due before is heard before, or with it.</returns>
    public static async Task<int> AreHeardIn(IPage page)
    {
        await page.WaitForFunctionAsync("() => window.tones > 0");
        await page.EvaluateAsync("() => new Promise((done) => setTimeout(done))");
        var heard = await Of(page);
        await page.EvaluateAsync("() => window.tones = 0");
        return heard;
    }

    public static Task<int> Of(IPage page) => page.EvaluateAsync<int>("tones");
}
