using System.Buffers.Binary;
using System.Text;

namespace Muster.LoadTests.Relay;

/// <summary>Requests and answers as the content of frames: numbers, then texts with their lengths before them, then the body.</summary>
internal static class LinkContent
{
    public static byte[] Of(RelayAsk ask)
    {
        var content = new byte[1 + 8 + Length(ask.Conversation) + Length(ask.Authorization) + Length(ask.Cookie) + ask.Body.Length];
        content[0] = (byte)ask.Verb;
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(1), ask.After);
        var rest = Put(Put(Put(content.AsSpan(9), ask.Conversation), ask.Authorization), ask.Cookie);
        ask.Body.CopyTo(rest);
        return content;
    }

    public static RelayAsk Ask(ReadOnlySpan<byte> content)
    {
        var rest = content[9..];
        var (conversation, authorization, cookie) = (Take(ref rest), Take(ref rest), Take(ref rest));
        return new RelayAsk((RelayVerb)content[0], conversation, authorization, cookie, BinaryPrimitives.ReadInt64LittleEndian(content[1..]), rest.ToArray());
    }

    public static byte[] Of(RelayAnswer answer)
    {
        var content = new byte[2 + Length(answer.Cookie) + answer.Body.Length];
        BinaryPrimitives.WriteInt16LittleEndian(content, (short)answer.Status);
        answer.Body.CopyTo(Put(content.AsSpan(2), answer.Cookie));
        return content;
    }

    public static RelayAnswer Answer(ReadOnlySpan<byte> content)
    {
        var rest = content[2..];
        var cookie = Take(ref rest);
        return new RelayAnswer(BinaryPrimitives.ReadInt16LittleEndian(content), rest.ToArray(), cookie);
    }

    private static int Length(string text) => 2 + text.Length; // they are ASCII, all of them

    private static Span<byte> Put(Span<byte> to, string text)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)text.Length);
        Encoding.ASCII.GetBytes(text, to[2..]);
        return to[Length(text)..];
    }

    private static string Take(ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var text = Encoding.ASCII.GetString(rest.Slice(2, length));
        rest = rest[(2 + length)..];
        return text;
    }
}
