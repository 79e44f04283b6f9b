using System.Text.Json;
using Muster.WebFront.Hosting;

namespace Muster.WebFront.Security;

/// <summary>
/// The keys of a front that is a process of its own: <c>{"keys": ["base64", ...]}</c>, the newest first. A node writes them beside its master
/// keys, from which they are derived and which no front needs; the same file goes to every front.
/// </summary>
public sealed class FrontKeyFile : IFrontKeys
{
    /// <summary>Bytes of a key, at least.</summary>
    public const int ShortestKey = 32;

    private FrontKeyFile(IReadOnlyList<ReadOnlyMemory<byte>> masters) => Masters = masters;

    public IReadOnlyList<ReadOnlyMemory<byte>> Masters { get; }

    /// <exception cref="WrongSettingsException">It is missing or holds no such keys; the message quotes none.</exception>
    public static FrontKeyFile Read(string path)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            ReadOnlyMemory<byte>[] keys = [.. stored!.Keys.Select(Convert.FromBase64String)];
            return keys.Length > 0 && keys.All(key => key.Length >= ShortestKey)
                ? new FrontKeyFile(keys)
                : throw Wrong($"holds no key, or one of less than {ShortestKey} bytes");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong("cannot be read");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NullReferenceException or ArgumentNullException)
        {
            throw Wrong("does not hold keys as it should"); // without the cause: it may quote a key
        }

        WrongSettingsException Wrong(string why) => new("settings", [new("Muster:Keys", $"{path} {why}; copy keys/front.json from a node's data directory")]);
    }

    /// <summary>The content of the file that holds these.</summary>
    public static byte[] ContentOf(IFrontKeys keys) =>
        JsonSerializer.SerializeToUtf8Bytes(new Content([.. keys.Masters.Select(key => Convert.ToBase64String(key.Span))]), JsonSerializerOptions.Web);

    private sealed record Content(IReadOnlyList<string> Keys);
}
