using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Silo.Configuration;

/// <summary>A date and time with its offset: without one it would be read by the clock of whichever machine reads it.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset && reader.TryGetDateTimeOffset(out var moment) ? moment : throw new JsonException($"'{text}' is no date and time with its offset, as 2026-12-01T08:00:00+10:00 or 2026-11-30T22:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
