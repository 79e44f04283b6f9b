using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>One Chromium and one product, which all classes of browser tests use side by side.</summary>
internal sealed class BrowserAndProduct : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;

    private BrowserAndProduct(Product product, IPlaywright playwright, IBrowser browser) => (Product, _playwright, Browser) = (product, playwright, browser);

    public Product Product { get; }

    public IBrowser Browser { get; }

    public static async Task<BrowserAndProduct> Start(string chromium)
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var product = await Product.StartLargest();
        var playwright = await Playwright.CreateAsync();
        return new BrowserAndProduct(product, playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await Product.DisposeAsync();
    }
}
