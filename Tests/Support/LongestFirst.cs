using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Muster.Tests.Support.LongestFirst))]

namespace Muster.Tests.Support;

/// <summary>What takes minutes begins first, so that the rest runs beside it and not before it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(Browser.ScreenStateTests), nameof(Browser.ConsoleTests), nameof(Browser.KilledProductTests), ".Browser."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Longest.Length)];
}
