using System.Buffers.Text;

namespace Muster.LoadTests.Wire;

/// <summary>Takes the chunk sizes out of an endless answer, wherever the network happened to cut it.</summary>
internal sealed class ChunkedDecoder(ServerEventReader events)
{
    private byte[] _cutSize = [];
    private int _left;
    private int _lineEnd;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_cutSize.Length > 0)
        {
            bytes = (byte[])[.. _cutSize, .. bytes];
            _cutSize = [];
        }

        while (!bytes.IsEmpty)
        {
            if (_left > 0)
            {
                var part = Math.Min(_left, bytes.Length);
                events.Feed(bytes[..part]);
                _left -= part;
                _lineEnd = _left == 0 ? 2 : 0;
                bytes = bytes[part..];
            }
            else if (_lineEnd > 0)
            {
                var part = Math.Min(_lineEnd, bytes.Length);
                _lineEnd -= part;
                bytes = bytes[part..];
            }
            else if (TryReadSize(bytes, out _left, out var line))
            {
                bytes = bytes[line..];
            }
            else
            {
                _cutSize = bytes.ToArray();
                return;
            }
        }
    }

    internal static bool TryReadSize(ReadOnlySpan<byte> bytes, out int size, out int line)
    {
        (size, line) = (0, 0);
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0 || !Utf8Parser.TryParse(bytes[..end], out size, out _, 'x'))
            return false;
        line = end + 2;
        return true;
    }
}
