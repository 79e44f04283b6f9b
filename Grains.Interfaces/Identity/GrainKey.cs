namespace Muster.Identity;

/// <summary>How agency-wide grains are named: <c>agency/rest</c>. The agency comes first, so no key crosses agencies.</summary>
public static class GrainKey
{
    public static string Of(string agency, string id) => $"{agency}/{id}";

    public static string AgencyOf(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];

    public static string IdOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
