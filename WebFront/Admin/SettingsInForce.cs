using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Muster.Agencies;

namespace Muster.WebFront.Admin;

/// <summary>An agency's settings as the names its file gives them and their values, defaults included.</summary>
internal static class SettingsInForce
{
    private static readonly JsonSerializerOptions AsInTheFile = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<(string Name, string Value)> Of(AgencySettings agency) =>
        Lines("", JsonSerializer.SerializeToNode(agency, AsInTheFile));

    private static IEnumerable<(string Name, string Value)> Lines(string name, JsonNode? value) => value switch
    {
        JsonObject parts => parts.SelectMany(part => Lines(name.Length == 0 ? part.Key : $"{name}.{part.Key}", part.Value)),
        JsonArray list when list.Any(item => item is JsonObject) => list.SelectMany((item, index) => Lines($"{name}[{index}]", item)),
        JsonArray list => [(name, string.Join(", ", list.Select(item => item?.ToString())))],
        _ => [(name, value?.ToString() ?? "")],
    };
}
