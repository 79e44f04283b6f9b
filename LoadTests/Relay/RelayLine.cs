using System.Buffers.Text;

namespace Muster.LoadTests.Relay;

/// <summary>Writes one record: the entry as staff see it, one line of JSON.</summary>
internal ref struct RelayLine
{
    private readonly byte[] _line = new byte[512];
    private int _length;

    public RelayLine(ReadOnlySpan<byte> prefix, long seq, long at, ReadOnlySpan<byte> kind)
    {
        Take(prefix);
        Take("\"seq\":"u8);
        Utf8Formatter.TryFormat(seq, _line.AsSpan(_length), out var digits);
        _length += digits;
        Take(",\"at\":\""u8);
        Utf8Formatter.TryFormat(new DateTime(at, DateTimeKind.Utc), _line.AsSpan(_length), out digits, 'O');
        _length += digits;
        Take("\",\"kind\":\""u8);
        Take(kind);
        Take("\""u8);
    }

    /// <param name="name">of the field</param>
    /// <param name="value">already escaped</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Take(",\""u8);
        Take(name);
        Take("\":\""u8);
        Take(value);
        Take("\""u8);
    }

    public void AddAuthor(ReadOnlySpan<byte> role)
    {
        Take(",\"author\":{\"role\":\""u8);
        Take(role);
        Take("\",\"name\":\""u8);
        Take(role);
        Take("\"}"u8);
    }

    public byte[] End()
    {
        Take("}\n"u8);
        return _line[.._length];
    }

    private void Take(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }
}
