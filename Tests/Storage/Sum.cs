namespace Muster.Tests.Storage;

/// <summary>What the facts of a test add up to.</summary>
public sealed record Sum(int Facts, string Last);
