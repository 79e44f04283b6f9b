using System.Buffers.Text;

namespace Muster.LoadTests.Proof;

/// <summary>A message as the load generator names it: the how-manieth of which side in which of its conversations.</summary>
internal readonly record struct MessageKey(int Conversation, Side Side, int Number)
{
    /// <summary>Nothing that this run wrote, or the first message, whose id is a secret.</summary>
    public static readonly MessageKey Unknown = new(-1, Side.Citizen, -1);

    /// <summary>Reads <c>{run}-{conversation}-{c|a}-{number}</c>, and ignores what follows after a space.</summary>
    public static MessageKey Read(ReadOnlySpan<byte> run, ReadOnlySpan<byte> id)
    {
        if (!id.StartsWith(run) || id.Length < run.Length + 6 || id[run.Length] != '-')
            return Unknown;
        id = id[(run.Length + 1)..];
        if (!Utf8Parser.TryParse(id, out int conversation, out var read) || id.Length < read + 4)
            return Unknown;
        var side = id[read + 1] == 'a' ? Side.Agent : Side.Citizen;
        return Utf8Parser.TryParse(id[(read + 3)..], out int number, out _) ? new MessageKey(conversation, side, number) : Unknown;
    }

    /// <returns>how many bytes it took</returns>
    public int Write(ReadOnlySpan<byte> run, Span<byte> to)
    {
        run.CopyTo(to);
        var length = run.Length;
        to[length++] = (byte)'-';
        Utf8Formatter.TryFormat(Conversation, to[length..], out var digits);
        length += digits;
        to[length++] = (byte)'-';
        to[length++] = Side == Side.Agent ? (byte)'a' : (byte)'c';
        to[length++] = (byte)'-';
        Utf8Formatter.TryFormat(Number, to[length..], out digits);
        return length + digits;
    }
}
