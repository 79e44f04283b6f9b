using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>The product and a real Chromium, shared by all browser tests; without a Chromium they are left out, and say so.</summary>
public sealed class RealBrowser : IAsyncLifetime
{
    /// <summary>The one without windows of its own first: the same engine in half the time.</summary>
    private static readonly string[] Usual =
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private static readonly string? Chromium = new[] { Environment.GetEnvironmentVariable("MUSTER_CHROMIUM") }.Concat(Usual).FirstOrDefault(File.Exists);

    private static readonly Lazy<Task<BrowserAndProduct>> Shared = new(() => BrowserAndProduct.Start(Chromium!));

    private BrowserAndProduct? _started;

    /// <summary>What stands in the report instead of a result.</summary>
    public const string LeftOut = "BROWSER TESTS LEFT OUT: no Chromium found. Install one, or name it in MUSTER_CHROMIUM.";

    public static bool IsThere => Chromium is not null;

    public string Address => Product.Address;

    public Product Product => _started!.Product;

    private Product Started
    {
        get
        {
            Assert.SkipWhen(_started is null, LeftOut);
            return _started.Product;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (IsThere)
            _started = await Shared.Value;
        else
            await Console.Error.WriteLineAsync(LeftOut);
    }

    /// <summary>The next class needs both; <see cref="BrowserEnd"/> ends them.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static async ValueTask End()
    {
        if (Shared.IsValueCreated)
            await (await Shared.Value).DisposeAsync();
    }

    /// <summary>An agency nobody else uses.</summary>
    public Office Office() => Office(Started);

    /// <summary>The same at a product of the test's own.</summary>
    public Office Office(Product product) => new(this, product.Address, product.NextOffice());

    /// <summary>One that has a name of its own.</summary>
    public Office Office(string agency) => new(this, Address, agency);

    /// <summary>The same, where the agent is asked before a chat is given.</summary>
    public Office OfferingOffice() => new(this, Address, Started.NextOfferingOffice());

    /// <summary>A person of their own: nothing is shared with another visit.</summary>
    /// <param name="person">What differs from a laptop with a large window.</param>
    public async Task<Visit> Visit(BrowserNewContextOptions? person = null)
    {
        Assert.SkipWhen(_started is null, LeftOut);
        person ??= new BrowserNewContextOptions();
        person.BaseURL ??= Address;
        person.Locale ??= "en-AU";
        person.ViewportSize ??= new() { Width = 1280, Height = 800 };
        var context = await _started.Browser.NewContextAsync(person);
        context.SetDefaultTimeout(20_000);
        return new Visit(context, await context.NewPageAsync()) { HasScript = person.JavaScriptEnabled != false };
    }
}
