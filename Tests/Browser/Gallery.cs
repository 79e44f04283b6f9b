using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>Looks at screens: a picture in each size, axe on each picture, and nothing that runs out of the side.</summary>
public sealed class Gallery
{
    private static readonly (int Width, int Height, ColorScheme Colours)[] Sizes = [(320, 640, ColorScheme.Light), (1280, 800, ColorScheme.Dark)];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

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
            var axe = await page.RunAxe(Rules);
            faults.AddRange(axe.Violations.Select(violation =>
                $"{width} px {colours}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        faults.AddRange(visit.Wrongs);
        _seen[state] = faults;
    }
}
