using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>The product and a real Chromium, shared by all browser tests; without a Chromium they are left out, and say so.</summary>
public sealed class RealBrowser : IAsyncLifetime
{
    private static readonly string[] Usual =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string? _chromium = new[] { Environment.GetEnvironmentVariable("MUSTER_CHROMIUM") }.Concat(Usual).FirstOrDefault(File.Exists);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Product? _product;

    /// <summary>What stands in the report instead of a result.</summary>
    public const string LeftOut = "BROWSER TESTS LEFT OUT: no Chromium found. Install one, or name it in MUSTER_CHROMIUM.";

    public bool IsThere => _chromium is not null;

    public string Address => Product.Address;

    public Product Product => _product!;

    private Product Started
    {
        get
        {
            Assert.SkipWhen(_product is null, LeftOut);
            return _product;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_chromium is null)
        {
            await Console.Error.WriteLineAsync(LeftOut);
            return;
        }

        Assertions.SetDefaultExpectTimeout(20_000);
        _product = await Product.StartLargest();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _chromium, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_product is not null)
            await _product.DisposeAsync();
    }

    /// <summary>An agency nobody else uses.</summary>
    public Office Office() => Office(Started);

    /// <summary>The same at a product of the test's own.</summary>
    public Office Office(Product product) => new(this, product.Address, product.NextOffice());

    /// <summary>The same, where the agent is asked before a chat is given.</summary>
    public Office OfferingOffice() => new(this, Address, Started.NextOfferingOffice());

    /// <summary>A person of their own: nothing is shared with another visit.</summary>
    /// <param name="person">What differs from a laptop with a large window.</param>
    public async Task<Visit> Visit(BrowserNewContextOptions? person = null)
    {
        Assert.SkipWhen(_browser is null, LeftOut);
        person ??= new BrowserNewContextOptions();
        person.BaseURL ??= Address;
        person.Locale ??= "en-AU";
        person.ViewportSize ??= new() { Width = 1280, Height = 800 };
        var context = await _browser.NewContextAsync(person);
        context.SetDefaultTimeout(20_000);
        return new Visit(context, await context.NewPageAsync()) { HasScript = person.JavaScriptEnabled != false };
    }
}
