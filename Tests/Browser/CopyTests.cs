using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>What a citizen takes along: a file or a sheet of paper, during the chat and when it is over.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed partial class CopyTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    private const string CountsPrints = "window.prints = 0; window.print = () => (window.prints += 1)";

    [Fact]
    public async Task The_copy_is_to_be_had_during_the_chat_and_still_when_it_is_over()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Copy <b>me</b>", "Bea");
        await agent.OpenChat("Bea");
        await citizen.Page.GetByText("Options").ClickAsync();
        Assert.Contains("Bea: Copy <b>me</b>", await citizen.Saved("Save as text"), StringComparison.Ordinal);
        var reference = await citizen.Page.Locator(".menu-body strong").InnerTextAsync();
        await citizen.Page.Keyboard.PressAsync("Escape");
        await agent.Reply("Here you are.");
        await agent.Close("Resolved", "A letter follows");
        await citizen.IsAt("The chat has ended");
        Assert.Equal(reference, await citizen.Page.Locator(".reference:visible").InnerTextAsync());

        foreach (var (format, kept) in new[] { ("text", await citizen.Saved("Save as text", reference)), ("page", await citizen.Saved("Save as web page", reference)) })
        {
            foreach (var words in new[] { $"Conversation {reference} with Riverbend Council", "Welcome to Riverbend Council", "Here you are.", "Sam", "A letter follows" })
                Assert.True(kept.Contains(words, StringComparison.Ordinal), $"The {format} lacks “{words}”:\n{kept}");
        }

        await using var reader = await browser.Visit();
        await reader.Page.SetContentAsync(await citizen.Saved("Save as web page"));
        await Expect(reader.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Copy <b>me</b>" })).ToContainTextAsync("Bea");
        await Expect(reader.Page.Locator("ol b")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_script_the_copy_is_a_link_also_when_it_is_over()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office, withScript: false);
        await citizen.Ask("Copy me");
        await citizen.Press("Leave queue");
        await citizen.IsAt("The chat has ended");

        foreach (var format in new[] { "Save as text", "Save as web page" })
            Assert.Contains("Copy me", await citizen.Saved(format, await citizen.Page.Locator(".reference").InnerTextAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 256)]
    public async Task On_paper_stands_all_that_was_written_with_the_day_of_each_word(int width, int height)
    {
        var office = browser.Office();
        var visit = await office.Visit(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = ColorScheme.Dark });
        await visit.Page.AddInitScriptAsync(CountsPrints);
        await using var citizen = await CitizenScreen.Start(office, $"At first.{string.Concat(Enumerable.Repeat("\nAnd more", 150))}", visit: visit);
        await citizen.Write("At last.");
        await Expect(citizen.Own).ToHaveCountAsync(2);

        await citizen.Page.GetByText("Options").ClickAsync();
        await citizen.Press("Print or save as PDF");
        Assert.Equal(1, await citizen.Page.EvaluateAsync<int>("prints"));
        var pages = Sheet().Count(Encoding.Latin1.GetString(await citizen.Page.PdfAsync(new() { Format = "A4" })));
        Assert.InRange(pages, 3, 9);

        await citizen.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(citizen.Page.GetByText("Reference number: ").First).ToBeVisibleAsync();
        await Expect(citizen.Message).ToBeHiddenAsync();
        Assert.Equal("rgb(21, 25, 29)", await citizen.Own.First.EvaluateAsync<string>("words => getComputedStyle(document.body).color"));
        Assert.Matches(@"\w+day, \d+ \w+ \d{4}", await citizen.Log.Locator("time").First.EvaluateAsync<string>("time => getComputedStyle(time, '::after').content"));
        Assert.True(await citizen.Log.EvaluateAsync<bool>("log => log.scrollHeight <= log.clientHeight + 1 && log.getBoundingClientRect().bottom + scrollY <= document.documentElement.scrollHeight"));
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Sheet();
}
