using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>
/// An agency of one test's own, with one agent, Sam: whoever waits in its line or is on Sam's screen came with that test, however the
/// tests before it ended.
/// </summary>
public sealed record Office(RealBrowser Browser, string Address, string Agency)
{
    public const string UserName = "sam";

    public const string Password = "made-for-one-test-run";

    /// <summary>A person of their own, at the product that has this office.</summary>
    public Task<Visit> Visit(BrowserNewContextOptions? person = null)
    {
        person ??= new BrowserNewContextOptions();
        person.BaseURL = Address;
        return Browser.Visit(person);
    }
}
