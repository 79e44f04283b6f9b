using System.Net;

namespace Muster.LoadTests.Clients;

/// <summary>The fronts that people come in by. Any of them serves anybody, so each request and each stream picks one anew.</summary>
internal sealed class Doors(IReadOnlyList<EndPoint> fronts, Random random)
{
    public int Count => fronts.Count;

    public EndPoint this[int number] => fronts[number];

    /// <param name="but">the one that has just failed, if there is another</param>
    /// <returns>the number of one of them</returns>
    public int Any(int but = -1)
    {
        if (fronts.Count == 1)
            return 0;
        if (but < 0)
            return random.Next(fronts.Count);
        var other = random.Next(fronts.Count - 1);
        return other < but ? other : other + 1;
    }
}
