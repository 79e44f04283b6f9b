using System.Net;

namespace Muster.LoadTests.Clients;

/// <summary>The fronts that people come in by. Any of them serves anybody, so each request and each stream picks one anew.</summary>
internal sealed class Doors(IReadOnlyList<EndPoint> fronts, Random random)
{
    public int Count => fronts.Count;

    public EndPoint this[int number] => fronts[number];

    /// <returns>the number of one of them</returns>
    public int Any() => fronts.Count == 1 ? 0 : random.Next(fronts.Count);
}
