using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>Looks at screens: a picture in each size, axe on each picture, and nothing that runs out of the side.</summary>
public sealed class Gallery
{
    private static readonly (int Width, int Height, ColorScheme Colours)[] Sizes = [(320, 640, ColorScheme.Light), (1280, 800, ColorScheme.Dark)];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screens")).FullName;
    private readonly ConcurrentDictionary<ScreenState, IReadOnlyList<string>> _seen = [];

    /// <summary>What is wrong with a state; null for one that was never reached.</summary>
    public IReadOnlyList<string>? FaultsOf(ScreenState state) => _seen.GetValueOrDefault(state);

    public async Task Look(ScreenState state, Visit visit)
    {
        await using var twin = visit.HasScript ? null : await visit.Twin();
        var page = twin?.Page ?? visit.Page;
        var faults = new List<string>();
        var before = page.ViewportSize!;
        foreach (var (width, height, colours) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
            await page.ScreenshotAsync(new() { Path = Path.Combine(_folder, $"{state}-{width}.png") });
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var over)
                faults.Add($"{width} px: {over} px run out of the side");
            faults.AddRange((await Violations(page)).Select(violation => $"{width} px {colours}: {violation}"));
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        faults.AddRange(visit.Wrongs);
        _seen[state] = faults;
    }

    /// <summary>What axe finds, frames included. Its adapter for Playwright opens a tab beside the page for each run, which takes longer than the run itself.</summary>
    internal static async Task<string[]> Violations(IPage page)
    {
        foreach (var frame in page.Frames)
        {
            if (!await frame.EvaluateAsync<bool>("'axe' in window"))
                await frame.EvaluateAsync($"{Axe}; axe.configure({{ allowedOrigins: ['<unsafe_all_origins>'] }})");
        }

        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] };
              return (await axe.run(rules)).violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html).join(' | ')}`);
            }
            """);
    }
}
