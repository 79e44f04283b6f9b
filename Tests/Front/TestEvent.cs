using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>One event of a stream.</summary>
public sealed record TestEvent(string? Id, string Kind, JsonElement Data)
{
    public string? Conversation => Data.TryGetProperty("conversation", out var conversation) ? conversation.GetString() : null;

    public string? Text => Data.TryGetProperty("text", out var text) ? text.GetString() : null;

    public int Seq => Data.GetProperty("seq").GetInt32();
}
