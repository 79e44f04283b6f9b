using System.Buffers.Text;
using System.Text;

namespace Muster.LoadTests.Wire;

/// <summary>What the driver needs to know of an answer's head; everything else in it is passed over.</summary>
internal readonly record struct ResponseHead(int Status, int Length, int? BodyLength, bool IsChunked, int RetryAfterSeconds, string? Cookie)
{
    /// <returns>false as long as the head is not complete</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ResponseHead head)
    {
        head = default;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;

        if (!Utf8Parser.TryParse(bytes[9..12], out int status, out _))
            throw new ContractBrokenException("This is not HTTP: " + Encoding.ASCII.GetString(bytes[..end]));
        head = new ResponseHead(status, end + 4, HasNoBody(status) ? 0 : null, false, 0, null);
        var lines = bytes[..(end + 2)];
        while (lines.IndexOf("\r\n"u8) is > 0 and var stop)
        {
            head = head.With(lines[..stop]);
            lines = lines[(stop + 2)..];
        }

        return true;
    }

    private static bool HasNoBody(int status) => status is 204 or 304 or (>= 100 and < 200);

    private ResponseHead With(ReadOnlySpan<byte> line)
    {
        if (Value(line, "Content-Length: "u8) is { IsEmpty: false } length && Utf8Parser.TryParse(length, out int bytes, out _))
            return this with { BodyLength = bytes };
        if (Value(line, "Transfer-Encoding: "u8) is { IsEmpty: false } coding)
            return this with { IsChunked = coding.SequenceEqual("chunked"u8) };
        if (Value(line, "Retry-After: "u8) is { IsEmpty: false } after && Utf8Parser.TryParse(after, out int seconds, out _))
            return this with { RetryAfterSeconds = seconds };
        if (Value(line, "Set-Cookie: "u8) is { IsEmpty: false } cookie)
            return this with { Cookie = WithCookie(Encoding.ASCII.GetString(cookie)) };
        return this;
    }

    private string WithCookie(string setCookie)
    {
        var pair = setCookie.Split(';')[0];
        return Cookie is null ? pair : Cookie + "; " + pair;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..] : default;
}
