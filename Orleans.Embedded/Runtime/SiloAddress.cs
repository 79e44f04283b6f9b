using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Where a silo is, and since when: a restarted silo has another generation.</summary>
[GenerateSerializer, Immutable]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public static SiloAddress Zero { get; } = New(IPAddress.Any, 0, 0);

    [Id(0)]
    public IPEndPoint Endpoint { get; }

    [Id(1)]
    public int Generation { get; }

    public static bool operator ==(SiloAddress? left, SiloAddress? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SiloAddress? left, SiloAddress? right) => !(left == right);

    public static bool operator <(SiloAddress? left, SiloAddress? right) => Compare(left, right) < 0;

    public static bool operator >(SiloAddress? left, SiloAddress? right) => Compare(left, right) > 0;

    public static bool operator <=(SiloAddress? left, SiloAddress? right) => Compare(left, right) <= 0;

    public static bool operator >=(SiloAddress? left, SiloAddress? right) => Compare(left, right) >= 0;

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new(address, port), generation);

    public static SiloAddress FromParsableString(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        var at = addr.LastIndexOf('@');
        return New(IPEndPoint.Parse(addr.AsSpan(0, at)), int.Parse(addr.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => Endpoint.GetHashCode() ^ Generation;

    public int CompareTo(SiloAddress? other) => Compare(this, other);

    public override string ToString() => $"S{Endpoint.Address}:{Endpoint.Port}:{Generation}";

    private static int Compare(SiloAddress? left, SiloAddress? right) =>
        string.CompareOrdinal(left?.ToParsableString(), right?.ToParsableString());
}
