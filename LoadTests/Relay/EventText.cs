namespace Muster.LoadTests.Relay;

/// <summary>One event of a stream as its bytes.</summary>
internal static class EventText
{
    public static int LengthOf(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> start, ReadOnlySpan<byte> body) =>
        (id.IsEmpty ? 0 : "id: \n"u8.Length + id.Length) + "event: \ndata: \n\n"u8.Length + kind.Length + start.Length + body.Length;

    /// <param name="to">of exactly that length</param>
    /// <param name="id">empty for an event without</param>
    /// <param name="kind">its name</param>
    /// <param name="start">of the data</param>
    /// <param name="body">the rest of the data</param>
    public static void Write(Span<byte> to, ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> start, ReadOnlySpan<byte> body)
    {
        if (!id.IsEmpty)
        {
            to = Take(to, "id: "u8);
            to = Take(to, id);
            to = Take(to, "\n"u8);
        }

        to = Take(to, "event: "u8);
        to = Take(to, kind);
        to = Take(to, "\ndata: "u8);
        to = Take(to, start);
        to = Take(to, body);
        Take(to, "\n\n"u8);
    }

    private static Span<byte> Take(Span<byte> to, ReadOnlySpan<byte> part)
    {
        part.CopyTo(to);
        return to[part.Length..];
    }
}
