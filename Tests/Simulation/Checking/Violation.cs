namespace Muster.Tests.Simulation.Checking;

/// <summary>A promise that was not kept.</summary>
/// <param name="Promise">Which; the name of the check.</param>
/// <param name="What">What happened instead.</param>
public sealed record Violation(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
