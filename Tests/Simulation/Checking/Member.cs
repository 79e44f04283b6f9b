namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent as the agency knows them.</summary>
public sealed record Member(string StaffId, int Capacity, IReadOnlyList<string> Queues);
