using System.Globalization;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Simulation.Storage;

/// <summary>Wrapped data keys in memory. Answers at once, so that it costs the simulation no turn.</summary>
public sealed class MemoryKeyBook : IKeyBook
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (byte[] Ring, long Version)> _rings = new(StringComparer.Ordinal);

    public string Where => "the book in memory";

    /// <summary>What it holds now, as a backup of it would.</summary>
    public MemoryKeyBook Copy()
    {
        var copy = new MemoryKeyBook();
        lock (_gate)
        {
            foreach (var (name, ring) in _rings) copy._rings[name] = ring;
        }

        return copy;
    }

    public Task<IReadOnlyList<(string Name, string Tag)>> List()
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<(string, string)>>([.. _rings.Select(ring => (ring.Key, Tag(ring.Value.Version)))]);
    }

    public Task<(byte[] Ring, string Tag)?> Read(string name)
    {
        lock (_gate) return Task.FromResult<(byte[], string)?>(_rings.TryGetValue(name, out var found) ? (found.Ring, Tag(found.Version)) : null);
    }

    public Task<string?> Write(string name, byte[] ring, string? expected)
    {
        lock (_gate)
        {
            var version = _rings.TryGetValue(name, out var found) ? found.Version : 0;
            if (expected != (version == 0 ? null : Tag(version))) return Task.FromResult<string?>(null);
            _rings[name] = (ring, version + 1);
            return Task.FromResult<string?>(Tag(version + 1));
        }
    }

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
