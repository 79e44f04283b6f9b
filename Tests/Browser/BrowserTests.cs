namespace Muster.Tests.Browser;

/// <summary>Tests that share the product and the browser, and therefore its two agents: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<RealBrowser>
{
    public const string Name = "browser";
}
