namespace Muster.Tests.Simulation.Checking;

/// <summary>A figure as it lies in storage, or as it should: how often, the sum of the values, and how many of them lie in which bucket.</summary>
/// <param name="Queue">The queue's id.</param>
/// <param name="Quarter">The quarter of an hour, as <c>yyyy-MM-ddTHH:mm</c>.</param>
/// <param name="What">The number it is stored under.</param>
/// <param name="Milliseconds">The sum.</param>
/// <param name="Buckets">With commas between.</param>
public sealed record StoredFigure(string Queue, string Quarter, int What, int Number, long Milliseconds, string Buckets);
