namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>A cluster: how many silos, and the seed that decides what runs where.</summary>
internal sealed record Shape(int Silos, ulong Seed)
{
    /// <summary>Everything in one process, and spread over three.</summary>
    public static IReadOnlyList<Shape> All { get; } = [new(1, 1), new(3, 1)];

    public override string ToString() => $"{Silos} silos, seed {Seed}";
}
