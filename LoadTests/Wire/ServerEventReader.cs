namespace Muster.LoadTests.Wire;

/// <summary>Finds the events in a stream of bytes; most arrive whole and are never copied.</summary>
internal sealed class ServerEventReader(IServerEventListener listener)
{
    private byte[] _cutEvent = [];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_cutEvent.Length > 0)
            bytes = (byte[])[.. _cutEvent, .. bytes];
        while (bytes.IndexOf("\n\n"u8) is >= 0 and var end)
        {
            Tell(bytes[..(end + 1)]);
            bytes = bytes[(end + 2)..];
        }

        _cutEvent = bytes.ToArray();
    }

    private void Tell(ReadOnlySpan<byte> lines)
    {
        ReadOnlySpan<byte> id = default, kind = default, body = default;
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = lines[..end];
            if (line.StartsWith("data:"u8))
                body = Value(line, 5);
            else if (line.StartsWith("event:"u8))
                kind = Value(line, 6);
            else if (line.StartsWith("id:"u8))
                id = Value(line, 3);
            lines = lines[(end + 1)..];
        }

        if (!body.IsEmpty || !kind.IsEmpty)
            listener.On(new ServerEvent(id, kind, body));
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, int nameLength) =>
        line.Length > nameLength && line[nameLength] == ' ' ? line[(nameLength + 1)..] : line[nameLength..];
}
