using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Muster.Tests.Browser;

/// <summary>A chat on little room: at 400 % zoom, and above a phone's keyboard.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed class SmallScreenTests(RealBrowser browser) : IClassFixture<RealBrowser>
{
    /// <summary>A keyboard that covers the window without making it smaller, and may move the page under it.</summary>
    private const string CoveringKeyboard = """
        const seen = Object.assign(new EventTarget(), { scale: 1, offsetTop: 0, height: innerHeight });
        Object.defineProperty(window, 'visualViewport', { value: seen });
        window.leave = (height, offsetTop) => {
          Object.assign(seen, { height, offsetTop });
          seen.dispatchEvent(new Event('resize'));
        };
        """;

    /// <summary>Whether all of an element is within what is left of the window, and nothing lies over it.</summary>
    private const string IsSeen = """
        ([element, top, bottom]) => {
          const box = element.getBoundingClientRect();
          const isOnTop = (y) => element.contains(document.elementFromPoint(box.left + box.width / 2, y));
          return box.top >= top && box.bottom <= bottom && box.left >= 0 && box.right <= innerWidth && isOnTop(box.top + 2) && isOnTop(box.bottom - 2);
        }
        """;

    [Fact]
    public async Task At_400_percent_everything_is_reached_by_scrolling_one_way()
    {
        var office = browser.Office();
        await using var agent = await AgentScreen.SignIn(office);
        var zoomed = await office.Visit(new() { ViewportSize = new() { Width = 320, Height = 256 }, DeviceScaleFactor = 4 });
        await using var citizen = await CitizenScreen.Start(office, new string('w', 200), "Ute", zoomed);
        await ScrollsOneWay(citizen.Page);
        await Sees(citizen.Message, 0, 256);
        await citizen.Page.Mouse.MoveAsync(160, 128);
        await citizen.Page.Mouse.WheelAsync(0, 5_000);
        await citizen.Page.Mouse.WheelAsync(0, 5_000);
        await citizen.Page.GetByText("Other ways to reach us").ClickAsync();
        await citizen.Page.Mouse.WheelAsync(0, 5_000);
        await Expect(citizen.Page.GetByText("www.example.org/flood")).ToBeInViewportAsync(new() { Ratio = 1 });
        await citizen.Page.Mouse.WheelAsync(0, -5_000);
        await Expect(citizen.Heading).ToBeInViewportAsync(new() { Ratio = 1 });

        await agent.Is("Available");
        await agent.OpenChat("Ute");
        await agent.Reply("It is in Mill Road.");
        await citizen.Message.FocusAsync();
        await Sees(citizen.Log.GetByText("It is in Mill Road."), 0, 256);
        await Sees(citizen.Message, 0, 256);
        await agent.Press("Ask “anything else?”");
        await Sees(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "No, that is all" }), 0, 256);
        await citizen.Press("Yes, I have another question");
        await citizen.Page.GetByText("Options").ClickAsync();
        await citizen.Page.Mouse.MoveAsync(160, 20);
        await citizen.Page.Mouse.WheelAsync(0, 250);
        await Expect(citizen.Page.Locator(".menu-body").GetByRole(AriaRole.Button, new() { Name = "Print or save as PDF" })).ToBeInViewportAsync(new() { Ratio = 1 });
        await ScrollsOneWay(citizen.Page);
        await citizen.Page.Keyboard.PressAsync("Escape");

        await citizen.End();
        await ScrollsOneWay(citizen.Page);
        await Expect(citizen.Page.GetByText("www.example.org/flood")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_of_a_phone_never_hides_what_is_written_or_the_button_to_send_it()
    {
        var office = browser.Office();
        var phone = await office.Visit(new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await phone.Page.AddInitScriptAsync(CoveringKeyboard);
        await using var citizen = await CitizenScreen.Start(office, "Is the tip open?", visit: phone);
        await citizen.Message.TapAsync();

        foreach (var (left, from) in new[] { (420, 0), (300, 0), (300, 300) })
        {
            await citizen.Page.EvaluateAsync("([height, top]) => leave(height, top)", new[] { left, from });
            await Sees(citizen.Message, from, from + left);
            await Sees(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }), from, from + left);
            await Sees(citizen.Own.First, from, from + left);
        }

        // Where the window itself gets smaller.
        await citizen.Page.EvaluateAsync("leave(740, 0)");
        await citizen.Page.SetViewportSizeAsync(360, 300);
        await citizen.Page.EvaluateAsync("leave(300, 0)");
        await Sees(citizen.Message, 0, 300);
        await Sees(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }), 0, 300);
    }

    private static async Task Sees(ILocator what, int top, int bottom) =>
        await what.Page.WaitForFunctionAsync(IsSeen, new object[] { await what.ElementHandleAsync(), top, bottom });

    private static async Task ScrollsOneWay(IPage page) =>
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(...[document.documentElement, document.body, ...document.querySelectorAll('.log')].map((box) => box.scrollWidth - box.clientWidth))"));
}
