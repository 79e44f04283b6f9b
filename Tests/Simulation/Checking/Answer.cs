namespace Muster.Tests.Simulation.Checking;

/// <summary>What a client was told.</summary>
/// <param name="Seq">The entry it names.</param>
/// <param name="At">The time it names.</param>
/// <param name="Reference">Of a start.</param>
public sealed record Answer(DateTimeOffset ToldAt, int Seq, DateTimeOffset At, string? Reference = null);
