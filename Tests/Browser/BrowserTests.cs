namespace Muster.Tests.Browser;

/// <summary>Tests that share the product and the browser, and therefore its two agents: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<RealBrowser>
{
    public const string Name = "browser";

    /// <summary>What a browser's own code does is the same on <see cref="Any"/> engine: <c>./test</c> asks it once, at the most processes it can.</summary>
    public const string Engine = "engine";

    public const string Any = "any";
}
