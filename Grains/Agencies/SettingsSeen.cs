using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Muster.Agencies;

/// <summary>An agency's settings as they were recorded last, as stored: hashes alone, so that a change is told by the names of what changed.</summary>
public sealed record SettingsSeen
{
    /// <summary>SHA-256 of all of them, lower-case hex; null where none have been seen.</summary>
    public string? Digest { get; init; }

    /// <summary>The first half of the SHA-256 of each setting, by its name in the file.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static SettingsSeen Of(AgencySettings settings)
    {
        var json = JsonSerializer.SerializeToElement(settings, JsonSerializerOptions.Web);
        return new SettingsSeen
        {
            Digest = Hash(json),
            Fields = json.EnumerateObject().ToImmutableSortedDictionary(field => field.Name, field => Hash(field.Value)[..32], StringComparer.Ordinal),
        };
    }

    /// <summary>What an audit line says of a change: how both can be told, and which settings differ.</summary>
    public string Told(SettingsSeen next)
    {
        var names = Fields.Keys.Union(next.Fields.Keys).Order(StringComparer.Ordinal).Where(name => Fields.GetValueOrDefault(name) != next.Fields.GetValueOrDefault(name));
        return Digest is null ? $"{Short(next)} first seen" : $"{Short(this)} to {Short(next)}: {string.Join(", ", names)}";
    }

    private static string Short(SettingsSeen seen) => seen.Digest![..16];

    private static string Hash(JsonElement json) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json.GetRawText())));
}
