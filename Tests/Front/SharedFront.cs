namespace Muster.Tests.Front;

/// <summary>Tests that share one host.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFront : ICollectionFixture<FrontHost>
{
    public const string Name = "front";
}
