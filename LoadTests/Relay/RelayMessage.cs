using System.Text.Json;

namespace Muster.LoadTests.Relay;

/// <summary>A message as it was posted; both fields still escaped, as they will be stored and shown.</summary>
internal readonly ref struct RelayMessage(ReadOnlySpan<byte> id, ReadOnlySpan<byte> text)
{
    /// <summary>The driver writes 120 bytes; a record has room for twice that.</summary>
    private const int LongestText = 240;

    public ReadOnlySpan<byte> Id { get; } = id;

    public ReadOnlySpan<byte> Text { get; } = text;

    public bool IsValid => Id.Length is > 0 and <= 64 && Text.Length is > 0 and <= LongestText;

    public static RelayMessage Read(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> id = default, text = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isText) = (reader.ValueTextEquals("messageId"u8), reader.ValueTextEquals("text"u8));
            reader.Read();
            if (isId)
                id = reader.ValueSpan;
            else if (isText)
                text = reader.ValueSpan;
            else
                reader.Skip();
        }

        return new RelayMessage(id, text);
    }
}
