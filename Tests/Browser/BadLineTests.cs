using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>Pushes that get lost, lines that break and servers that are busy: the page finds its way back, and says what it is doing.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class BadLineTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>Streams that stay up and tell nothing once `deaf` is set: what was pushed meanwhile counts as `unheard`.</summary>
    private const string LosesPushes = """
        const ask = fetch;
        window.unheard = 0;
        window.fetch = async (...request) => {
          const answer = await ask(...request);
          if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream')) return answer;
          const ears = new TransformStream({
            transform(chunk, heard) {
              heard.enqueue(window.deaf ? new TextEncoder().encode(':\n\n') : chunk);
              if (window.deaf) window.unheard += 1;
            },
          });
          return new Response(answer.body.pipeThrough(ears), answer);
        };
        """;

    private const string TurnsDeaf = "() => window.deaf = true";

    /// <summary>Streams that fall silent, or fail as `cut` says, with the page's time of each try; the jitter is `luck`.</summary>
    private const string FailsAsTold = """
        const ask = fetch;
        window.tries = [];
        window.luck = 1;
        Math.random = () => window.luck;
        window.fetch = async (url, options) => {
          if (!/\/events$/.test(url)) return ask(url, options);
          if (window.cut) {
            window.tries.push(Date.now());
            return window.cut();
          }
          const answer = await ask(url, options);
          const ears = new TransformStream({
            transform(chunk, heard) {
              if (window.isSilent) return;
              window.isHeard = true;
              heard.enqueue(chunk);
            },
          });
          return new Response(answer.body.pipeThrough(ears), answer);
        };
        window.waits = () => {
          const waits = window.tries.map((at, index) => at - (window.tries[index - 1] ?? window.since));
          window.since = window.tries.at(-1) ?? window.since;
          window.tries = [];
          return waits.join(', ');
        };
        """;

    /// <summary>The first two messages are taken, and the answers stop after their heads.</summary>
    private const string BreaksOff = """
        const ask = fetch;
        window.half = 0;
        window.fetch = async (url, options) => {
          const answer = await ask(url, options);
          if (window.half === 2 || !/\/messages$/.test(url)) return answer;
          window.half += 1;
          return new Response(new ReadableStream({ start: (body) => body.error(new TypeError('cut off')) }), answer);
        };
        """;

    private const string CutsOff =
        "() => { window.isHeard = false; window.cut = () => Promise.reject(new TypeError('cut off')); window.since = Date.now(); dispatchEvent(new Event('offline')) }";

    private const string LetsThrough = "() => { window.cut = null; dispatchEvent(new Event('online')) }";

    private const string Busy = "() => window.cut = async () => new Response('{}', { status: 503, headers: { 'Retry-After': '40' } })";

    private const string Returns = "() => { document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('online')) }";

    [Fact]
    public async Task What_was_lost_while_nobody_looked_is_there_when_somebody_does()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office, await Prepared(office, LosesPushes));
        await agent.Is("Available");
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", "Ole", await Prepared(office, LosesPushes));
        await agent.OpenChat("Ole");
        await citizen.IsAt("You are talking with Sam");
        await citizen.Page.EvaluateAsync(TurnsDeaf);

        foreach (var wakesUp in new[]
        {
            "document.dispatchEvent(new Event('visibilitychange'))",
            "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
            "dispatchEvent(new Event('online'))",
        })
        {
            await agent.Reply($"Said before {wakesUp}");
            await MissesSomething(citizen.Page);
            await Expect(citizen.Log).Not.ToContainTextAsync(wakesUp);
            await citizen.Page.EvaluateAsync(wakesUp);
            await citizen.Sees(wakesUp);
        }

        await agent.Page.EvaluateAsync(TurnsDeaf);
        await citizen.Write("Until five?");
        await MissesSomething(agent.Page);
        await Expect(agent.Log).Not.ToContainTextAsync("Until five?");
        await agent.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await agent.Sees("Until five?");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_half_way_is_asked_for_again()
    {
        var office = browser.Office();
        var visit = await Prepared(office, BreaksOff);
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: visit);
        await citizen.IsAt("You are in the queue");

        await citizen.Write("Until five?");
        await citizen.Write("Or six?");

        await Expect(citizen.Page.Locator(".on-its-way")).ToHaveCountAsync(0);
        await Expect(citizen.Own).ToHaveTextAsync(["Is the tip open?", "Until five?", "Or six?"]);
        Assert.Equal(2, await citizen.Page.EvaluateAsync<int>("window.half"));
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_broken_stream_is_tried_again_later_and_later_but_not_before_the_server_allows()
    {
        var office = browser.Office();
        var visit = await Prepared(office, FailsAsTold);
        await visit.Page.Clock.InstallAsync();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: visit);
        await citizen.IsAt("You are in the queue");
        await StandsStill(visit);

        await visit.Page.EvaluateAsync(CutsOff);
        await visit.Page.Clock.RunForAsync(91_000);
        Assert.Equal("1000, 2000, 4000, 8000, 16000, 30000, 30000", await Waits(visit));
        await Expect(citizen.LineLost).ToContainTextAsync("Connection lost. Your messages are saved and will be sent.");

        await visit.Page.EvaluateAsync("() => window.luck = 0.25"); // of what is left to chance, a quarter
        await visit.Page.Clock.RunForAsync(30_000 + 7_500);
        Assert.Equal("30000, 7500", await Waits(visit));

        await visit.Page.EvaluateAsync(Busy);
        await visit.Page.EvaluateAsync("() => window.luck = 0");
        await visit.Page.Clock.RunForAsync(7_500);
        await Expect(citizen.LineLost).ToContainTextAsync("Very many people are writing just now.");
        await visit.Page.EvaluateAsync(Returns);
        await visit.Page.Clock.RunForAsync(39_999);
        Assert.Equal("7500", await Waits(visit));
        await visit.Page.Clock.RunForAsync(1);
        Assert.Equal("40000", await Waits(visit));

        await visit.Page.EvaluateAsync("() => window.cut = null");
        await citizen.Press("Try now");
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        await Expect(citizen.Page.Locator("[data-region=polite]")).ToContainTextAsync("You are connected again.");
    }

    [Fact]
    public async Task A_lost_line_is_told_after_three_seconds_and_a_short_gap_not_at_all()
    {
        var office = browser.Office();
        var visit = await Prepared(office, FailsAsTold);
        await visit.Page.Clock.InstallAsync();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: visit);
        await citizen.IsAt("You are in the queue");
        await StandsStill(visit);
        await visit.Page.EvaluateAsync(CutsOff);
        await visit.Page.Clock.RunForAsync(2_999);
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        await visit.Page.EvaluateAsync(LetsThrough);
        await visit.Page.WaitForFunctionAsync("() => window.isHeard");
        await visit.Page.Clock.RunForAsync(5_000);
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        Assert.Equal(0, await citizen.Page.Locator("[data-region=assertive] p").CountAsync());

        await visit.Page.EvaluateAsync(CutsOff);
        await visit.Page.Clock.RunForAsync(2_999);
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        await visit.Page.Clock.RunForAsync(1);
        await Expect(citizen.LineLost).ToContainTextAsync("Connection lost. Your messages are saved and will be sent.");
        await citizen.Write("The one at the river");
        await Expect(citizen.Own.Last).ToHaveTextAsync("The one at the river");
        await visit.Page.EvaluateAsync(LetsThrough);
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        await visit.Page.Clock.RunForAsync(5_000);
        await visit.Page.EvaluateAsync(Returns);
        await Expect(citizen.Page.Locator("[data-region=polite] p", new() { HasText = "You are connected again." })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_line_that_falls_silent_is_given_up_after_the_heartbeat_it_owes()
    {
        var office = browser.Office();
        var visit = await Prepared(office, FailsAsTold);
        await visit.Page.Clock.InstallAsync();
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: visit);
        await citizen.IsAt("You are in the queue");
        await StandsStill(visit);
        await visit.Page.EvaluateAsync("() => (window.isHeard = false)");
        await citizen.Write("The one at the river");
        await visit.Page.WaitForFunctionAsync("() => window.isHeard");
        await visit.Page.EvaluateAsync("() => { window.isSilent = true; window.since = Date.now(); window.cut = () => Promise.reject(new TypeError('cut off')) }");

        await visit.Page.Clock.RunForAsync(18_000 + 2_999);
        Assert.Equal("19000", await Waits(visit));
        await Expect(citizen.LineLost).ToBeHiddenAsync();
        await visit.Page.Clock.RunForAsync(1);

        await Expect(citizen.LineLost).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_busy_server_is_spoken_of_in_words_and_what_was_written_goes_out_in_order()
    {
        var office = browser.Office();
        await using var citizen = await CitizenScreen.Open(office);
        await citizen.Page.RouteAsync("**/conversations", route => Refuse(route, retryAfter: 1));
        await citizen.Ask("Is the tip open?");
        await Expect(citizen.Page.GetByText("Very many people are writing to us just now. Your question is kept")).ToBeVisibleAsync();
        await citizen.Page.UnrouteAllAsync();
        await citizen.IsAt("You are in the queue");

        var tries = 0;
        await citizen.Page.RouteAsync("**/messages", route => Refuse(route, retryAfter: 3_600, () => tries++));
        await citizen.Write("The one at the river");
        await Expect(citizen.Log.GetByText("Not sent yet: very many people are writing just now.")).ToBeVisibleAsync();
        await citizen.Write("And tomorrow?");
        await citizen.Page.EvaluateAsync(Returns);
        await Expect(citizen.Own).ToHaveTextAsync(["Is the tip open?", "The one at the river", "And tomorrow?"]);
        await citizen.Page.UnrouteAllAsync();
        await citizen.Press("Resend");

        await Expect(citizen.Page.Locator(".on-its-way")).ToHaveCountAsync(0);
        await Expect(citizen.Own).ToHaveTextAsync(["Is the tip open?", "The one at the river", "And tomorrow?"]);
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task An_agent_sees_what_was_refused_and_what_is_so_in_truth()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        await agent.Page.RouteAsync("**/presence", route => Refuse(route, retryAfter: 1));

        await agent.Page.GetByLabel("I am", new() { Exact = true }).SelectOptionAsync("available");

        await Expect(agent.Trouble).ToContainTextAsync("The server is very busy, and that was not done.");
        await Expect(agent.Page.GetByLabel("I am", new() { Exact = true })).ToHaveValueAsync("offline");
        await agent.Page.UnrouteAllAsync();
        await agent.Is("Available");
        await Expect(agent.Trouble).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_console_that_is_loaded_while_nobody_answers_opens_by_itself()
    {
        var office = browser.Office();
        var visit = await office.Visit();
        await visit.Page.Clock.InstallAsync();
        await using var agent = await AgentScreen.SignIn(office, visit);
        await agent.Page.RouteAsync("**/session", route => route.AbortAsync());
        await agent.Page.RouteAsync("**/agencies/me", route => Refuse(route, retryAfter: 1));

        await agent.Page.ReloadAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server does not answer. This page keeps trying");
        await agent.Page.UnrouteAsync("**/session");
        await agent.Page.Clock.FastForwardAsync(60_000);

        await Expect(agent.Page.Locator("[data-part=alias]")).ToHaveTextAsync("Sam");
        await Expect(agent.Page.Locator("[data-part=agency-name]")).ToBeEmptyAsync();
        await agent.Page.UnrouteAsync("**/agencies/me");
        await agent.Page.Clock.FastForwardAsync(11_000);
        await Expect(agent.Page.Locator("[data-part=agency-name]")).ToHaveTextAsync("Riverbend Council");
    }

    private static async Task<Visit> Prepared(Office office, string script)
    {
        var visit = await office.Visit();
        await visit.Page.AddInitScriptAsync(script);
        return visit;
    }

    private static async Task MissesSomething(IPage page)
    {
        await page.WaitForFunctionAsync("() => window.unheard > 0");
        await page.EvaluateAsync("() => window.unheard = 0");
    }

    /// <summary>From here on the page's time passes only when told; so short a jump takes no line for dead.</summary>
    private static Task StandsStill(Visit visit) => visit.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);

    private static Task<string> Waits(Visit visit) => visit.Page.EvaluateAsync<string>("() => window.waits()");

    private static Task Refuse(IRoute route, int retryAfter, Action? also = null)
    {
        also?.Invoke();
        return route.FulfillAsync(new()
        {
            Status = 429,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Retry-After"] = $"{retryAfter}" },
            Body = """{ "type": "https://muster.example/problems/slow-down", "status": 429 }""",
        });
    }
}
