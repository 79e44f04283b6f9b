namespace Muster.Tests.Browser;

/// <summary>What the tests in a browser have in common.</summary>
public static class BrowserTests
{
    /// <summary>What a browser's own code does is the same on <see cref="Any"/> engine: <c>./test</c> asks it once, where it takes the least time.</summary>
    public const string Engine = "engine";

    public const string Any = "any";

    /// <summary>What the product keeps as a whole, its processes and its pages: asked of the engine it runs with here.</summary>
    public const string Product = "product";
}
