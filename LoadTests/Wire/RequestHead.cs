using System.Buffers.Text;
using System.Text;

namespace Muster.LoadTests.Wire;

/// <summary>Everything of a request but its body, written once and sent many times.</summary>
internal sealed class RequestHead
{
    private readonly byte[] _head;

    public RequestHead(string method, string path, string? credential = null, string accept = "application/json")
    {
        var text = $"{method} {path} HTTP/1.1\r\nHost: load\r\nAccept: {accept}\r\n{credential}";
        _head = Encoding.ASCII.GetBytes(text);
    }

    public static string Bearer(string token) => $"Authorization: Bearer {token}\r\n";

    public static string Cookie(string cookie) => $"Cookie: {cookie}\r\n";

    /// <returns>the whole request, in <paramref name="outbox"/></returns>
    public ReadOnlySpan<byte> Around(ReadOnlySpan<byte> body, byte[] outbox)
    {
        var rest = outbox.AsSpan();
        Take(ref rest, _head);
        if (!body.IsEmpty)
        {
            Take(ref rest, "Content-Type: application/json\r\nContent-Length: "u8);
            Utf8Formatter.TryFormat(body.Length, rest, out var digits);
            rest = rest[digits..];
            Take(ref rest, "\r\n"u8);
        }
        else if (!_head.AsSpan().StartsWith("GET"u8))
        {
            Take(ref rest, "Content-Length: 0\r\n"u8);
        }

        Take(ref rest, "\r\n"u8);
        Take(ref rest, body);
        return outbox.AsSpan(0, outbox.Length - rest.Length);
    }

    private static void Take(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
