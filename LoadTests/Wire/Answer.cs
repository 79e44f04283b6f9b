using System.Text;

namespace Muster.LoadTests.Wire;

/// <summary>The answer to one request. Its body lies in a shared buffer: read it before the next await.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body, int RetryAfterSeconds = 0, string? Cookie = null)
{
    /// <returns>false as long as the answer is not complete</returns>
    /// <remarks>The chunks of a chunked body are moved together inside <paramref name="buffer"/>.</remarks>
    public static bool TryRead(byte[] buffer, int count, out Answer answer)
    {
        answer = default;
        if (!ResponseHead.TryRead(buffer.AsSpan(0, count), out var head))
            return false;

        var body = buffer.AsMemory(head.Length, count - head.Length);
        if (head.IsChunked)
        {
            if (!TryJoinChunks(body, out body))
                return false;
        }
        else if (body.Length < (head.BodyLength ?? 0))
        {
            return false;
        }

        answer = new Answer(head.Status, body, head.RetryAfterSeconds, head.Cookie);
        return true;
    }

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, 300)])}";

    private static bool TryJoinChunks(Memory<byte> coded, out Memory<byte> body)
    {
        body = default;
        if (!coded.Span.EndsWith("0\r\n\r\n"u8))
            return false;

        var (from, to) = (0, 0);
        while (ChunkedDecoder.TryReadSize(coded.Span[from..], out var size, out var line))
        {
            if (size == 0)
            {
                body = coded[..to];
                return true;
            }

            from += line;
            if (from + size + 2 > coded.Length)
                return false;
            coded.Span.Slice(from, size).CopyTo(coded.Span[to..]);
            from += size + 2;
            to += size;
        }

        return false;
    }
}
