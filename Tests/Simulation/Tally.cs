namespace Muster.Tests.Simulation;

/// <summary>What the people did to it, besides what the network and the disk did.</summary>
public sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, long>> Counts => _counts;

    public void Add(string what, long number = 1) => _counts[what] = _counts.GetValueOrDefault(what) + number;

    public void Add(Tally other)
    {
        foreach (var (what, number) in other.Counts)
            Add(what, number);
    }

    public override string ToString() => string.Join(", ", _counts.Select(one => $"{one.Key} {one.Value}"));
}
