namespace Muster.Tests.Simulation.Checking;

/// <summary>An entry as a stream showed it.</summary>
public sealed record SeenEntry(DateTimeOffset SeenAt, int Seq, string Kind, string? Text, string? MessageId, bool IsForStaff);
