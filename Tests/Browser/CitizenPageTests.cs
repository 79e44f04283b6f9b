using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>What the citizen's page promises beyond its looks.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class CitizenPageTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    private const string WhatIsStored = "JSON.stringify([document.cookie, localStorage.length, sessionStorage.length])";

    [Fact]
    public async Task Nothing_is_stored_before_somebody_starts()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        await citizen.Page.GetByLabel("Your question").FillAsync("Not sent");

        var stored = await citizen.Page.EvaluateAsync<string>(WhatIsStored);

        Assert.Equal("""["",0,0]""", stored);
        Assert.Empty(await citizen.Visit.Context.CookiesAsync());
    }

    [Fact]
    public async Task The_launcher_stores_nothing_and_loads_the_chat_when_it_is_opened()
    {
        await using var site = await ForeignSite.Start(browser.Product);
        await using var visit = await browser.Visit();
        var loaded = new ConcurrentQueue<IResponse>(); // what else loads may come while these are weighed
        visit.Page.Response += (_, response) => loaded.Enqueue(response);
        await visit.Page.GotoAsync(site.PageFor("demo"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open now" }).WaitForAsync();
        var before = loaded.Where(response => response.Url.StartsWith(browser.Address, StringComparison.Ordinal)).ToList();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open now" }).ClickAsync();
        await visit.Page.FrameLocator("iframe").GetByLabel("Your question").WaitForAsync();

        Assert.Equal(["/widget.js", "/chat/demo/launcher"], before.Select(response => new Uri(response.Url).AbsolutePath));
        Assert.InRange(await Weight(before), 1, 15 * 1024);
        Assert.InRange(await Weight(loaded.ToList().Except(before).Where(response => response.Url.StartsWith(browser.Address, StringComparison.Ordinal))), 1, 60 * 1024);
        Assert.Equal("""["",0,0]""", await visit.Page.EvaluateAsync<string>(WhatIsStored));
        Assert.Empty(await visit.Context.CookiesAsync());
        Assert.Empty(visit.Wrongs);
    }

    [Theory]
    [InlineData("demo", true)]
    [InlineData("library", false)]
    public async Task Only_the_agencys_own_sites_may_show_its_page(string agency, bool hasSites)
    {
        await using var visit = await browser.Visit();

        var page = await visit.Page.GotoAsync($"/chat/{agency}");

        var framedBy = hasSites ? $"'self' {browser.Product.Site}" : "'self'";
        Assert.Contains($"frame-ancestors {framedBy}", page!.Headers["content-security-policy"].Split("; "));
    }

    [Fact]
    public async Task A_double_click_and_a_second_tab_are_one_conversation()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        var tab = new CitizenScreen(new Visit(citizen.Visit.Context, await citizen.Visit.Context.NewPageAsync()));
        await tab.Page.GotoAsync($"/chat/{office.Agency}");
        await citizen.Page.GetByLabel("Your question").FillAsync("Only once, please.");
        var starts = 0;
        citizen.Page.Response += (_, response) => starts += response.Url.EndsWith("/conversations", StringComparison.Ordinal) ? 1 : 0;

        await citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).DblClickAsync();

        await citizen.Sees("Only once, please.");
        await tab.Sees("Only once, please.");
        await tab.Write("From the other tab.");
        await citizen.Sees("From the other tab.");
        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task What_was_written_without_a_line_arrives_once_and_in_order_from_the_next_visit()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "First");
        await citizen.Visit.Offline(true);
        await citizen.Write("Second");
        await citizen.Write("Third");
        await citizen.Page.CloseAsync();
        await citizen.Visit.Offline(false);

        var back = new CitizenScreen(new Visit(citizen.Visit.Context, await citizen.Visit.Context.NewPageAsync()));
        await back.Page.GotoAsync($"/chat/{office.Agency}");

        await Expect(back.Page.Locator(".log > .mine .words")).ToHaveTextAsync(["First", "Second", "Third"]);
    }

    [Fact]
    public async Task A_chat_ends_without_a_line_and_the_end_is_recorded_later()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "A short question", "Ida");
        await agent.OpenChat("Ida");
        await citizen.IsAt("You are talking with Sam");
        await citizen.Visit.Offline(true);

        await citizen.Press("End chat");
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Keep chatting" })).ToBeFocusedAsync();
        await citizen.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "End chat" }).ClickAsync();

        await citizen.IsAt("The chat has ended");
        await Expect(citizen.Page.GetByText("The end will be recorded")).ToBeVisibleAsync();
        await citizen.Visit.Offline(false);
        await agent.Sees("ended the chat");
    }

    [Fact]
    public async Task Only_what_is_new_is_read_out_and_each_message_by_itself()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Please read to me.", "Lou");
        await agent.OpenChat("Lou");
        await agent.Reply("One");
        await agent.Reply("Two");
        var spoken = citizen.Page.Locator("[data-region=polite] p");

        await Expect(spoken.Filter(new() { HasText = "says:" })).ToHaveTextAsync(["Sam says: One", "Sam says: Two"]);
        await citizen.Page.ReloadAsync();
        await citizen.Sees("Two");

        await Expect(spoken).ToHaveCountAsync(0);
        await Expect(citizen.Log).ToHaveAttributeAsync("aria-live", "off");
    }

    [Fact]
    public async Task What_a_citizen_writes_is_shown_as_it_is()
    {
        var office = browser.Office();
        const string Words = "<img src=x onerror=alert(1)> & <b>bold</b> javascript:alert(1)";

        await using var citizen = await CitizenScreen.Start(office, Words);

        await Expect(citizen.Page.Locator(".mine .words")).ToHaveTextAsync(Words);
        Assert.Equal(0, await citizen.Log.Locator("img, b, a").CountAsync());
        Assert.Empty(citizen.Visit.Wrongs);
    }

    [Fact]
    public async Task Too_long_a_message_is_kept_and_refused_with_the_reason()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Start(office, "A long story");

        await citizen.Write(new string('x', 4_001));

        await Expect(citizen.Page.GetByText("Your message is too long")).ToBeVisibleAsync();
        Assert.Equal(4_001, (await citizen.Message.InputValueAsync()).Length);
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        var keys = citizen.Page.Keyboard;
        await citizen.Page.GetByLabel("Your question").FocusAsync();
        await keys.TypeAsync("No mouse here");
        await citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).FocusAsync();
        await keys.PressAsync("Enter");
        await citizen.Sees("No mouse here");
        await Expect(citizen.Heading).ToBeFocusedAsync();

        for (var tab = 0; tab < 12 && !await citizen.Message.EvaluateAsync<bool>("field => field === document.activeElement"); tab++)
            await keys.PressAsync("Tab");
        await keys.TypeAsync("Written");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("in two lines");
        await keys.PressAsync("Enter");

        await citizen.Sees("Written\nin two lines");
    }

    [Fact]
    public async Task A_reader_further_up_is_left_there()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, string.Join(' ', Enumerable.Repeat("a long story", 280)), "Vic");
        await agent.OpenChat("Vic");
        await citizen.IsAt("You are talking with Sam");
        await citizen.Log.EvaluateAsync("log => log.scrollTop = 0");
        await agent.Reply("Below");

        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "1 new message" })).ToBeVisibleAsync();
        Assert.True(await citizen.Log.EvaluateAsync<int>("log => log.scrollTop") < 50);
        await citizen.Press("1 new message");
        await Expect(citizen.Log.GetByText("Below")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_left_outside_the_hours_is_taken_and_its_copy_kept(bool withScript)
    {
        await using var citizen = await CitizenScreen.Open(browser, Product.ClosedAgency, withScript);
        await Expect(citizen.Page.GetByText("07 5550 0199")).ToBeVisibleAsync();
        await Expect(citizen.Page.GetByText("Call 000 now")).ToBeVisibleAsync();
        await Expect(citizen.Page.GetByText("Urgent help", new() { Exact = true })).ToHaveCountAsync(0);

        await citizen.Leave("My street light is out.", contact: "robin@example.org");

        await citizen.IsAt("We have your message");
        await Expect(citizen.Page.GetByText("We will answer within our hours")).ToBeVisibleAsync();
        await Expect(citizen.Page.Locator(".reference:visible")).ToBeInViewportAsync();
        var reference = await citizen.Page.Locator(".reference:visible").InnerTextAsync();
        var kept = await citizen.Saved("Save as text", reference);
        Assert.Contains(reference, kept, StringComparison.Ordinal);
        Assert.Contains("My street light is out.", kept, StringComparison.Ordinal);
        await citizen.Page.SetViewportSizeAsync(320, 640);
        await citizen.Page.Mouse.MoveAsync(160, 300);
        await citizen.Page.Mouse.WheelAsync(0, 5_000);
        await Expect(citizen.Page.GetByText("07 5550 0199")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_closed_topic_takes_a_message_while_others_are_open(bool withScript)
    {
        await using var citizen = await CitizenScreen.Open(browser.OfferingOffice(), withScript);
        await Expect(citizen.Page.GetByText("Closed at the moment: Appeals.")).ToBeVisibleAsync();

        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = "Leave a message for later" }).ClickAsync();
        await citizen.Leave("I appeal.");

        await citizen.IsAt("We have your message");
        await Expect(citizen.Page.GetByText("Your message is in the queue for Appeals").First).ToBeVisibleAsync();
    }

    /// <summary>As it travels: files are compressed already, pages and JSON as a proxy would.</summary>
    private static async Task<int> Weight(IEnumerable<IResponse> responses)
    {
        var sum = 0;
        foreach (var response in responses.Where(response => !response.Url.EndsWith("/events", StringComparison.Ordinal)))
            sum += Compressed(await response.BodyAsync());
        return sum;
    }

    private static int Compressed(byte[] body)
    {
        using var small = new MemoryStream();
        using (var gzip = new GZipStream(small, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(body);
        return (int)small.Length;
    }
}
