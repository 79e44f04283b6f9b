using System.Text.Json;

namespace Muster.LoadTests.Relay;

/// <summary>What a restart needs to know of a stored record.</summary>
internal sealed record RelayFields(string Conversation, long Seq, long At, string Kind, string? MessageId, string? Token, string? Agent)
{
    public static RelayFields Read(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new RelayFields(
            Text("conversation")!,
            root.GetProperty("seq").GetInt64(),
            root.GetProperty("at").GetDateTime().Ticks,
            Text("kind")!,
            Text("messageId"),
            Text("token"),
            Text("agent"));

        string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    public static ReadOnlySpan<byte> KindOf(ReadOnlySpan<byte> line)
    {
        var kind = line[(line.IndexOf("\"kind\":\""u8) + 8)..];
        return kind[..kind.IndexOf((byte)'"')];
    }
}
