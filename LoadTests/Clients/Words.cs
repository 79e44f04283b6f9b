using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Muster.LoadTests.Proof;

namespace Muster.LoadTests.Clients;

/// <summary>What citizens and agents write: 120 bytes that begin with the message's own name, so that nothing can be mistaken.</summary>
internal sealed class Words(string run)
{
    public const int TextBytes = 120;

    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(
        "the road to the shelter is closed and we would like to know which way is open today for a family of four with a dog and a car");

    private readonly byte[] _run = Encoding.ASCII.GetBytes(run);

    /// <summary>Tells the runs against one server apart.</summary>
    public string Run => run;

    /// <summary>A name no other run has: a repeated one would be answered with the old conversations.</summary>
    public static Words OfNewRun() => new("r" + RandomNumberGenerator.GetHexString(8, lowercase: true));

    /// <summary>The first message's id is a secret.</summary>
    public static string Secret() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public MessageKey KeyOf(ReadOnlySpan<byte> id) => MessageKey.Read(_run, id);

    public string IdOf(MessageKey key)
    {
        Span<byte> id = stackalloc byte[64];
        return Encoding.ASCII.GetString(id[..key.Write(_run, id)]);
    }

    /// <returns>`{"messageId":"...","text":"..."}`</returns>
    public byte[] Body(MessageKey key)
    {
        Span<byte> body = stackalloc byte[256];
        var length = 0;
        Take(body, ref length, "{\"messageId\":\""u8);
        length += key.Write(_run, body[length..]);
        Take(body, ref length, "\",\"text\":\""u8);
        WriteText(key, body.Slice(length, TextBytes));
        length += TextBytes;
        Take(body, ref length, "\"}"u8);
        return body[..length].ToArray();
    }

    public string Text(MessageKey key)
    {
        Span<byte> text = stackalloc byte[TextBytes];
        WriteText(key, text);
        return Encoding.ASCII.GetString(text);
    }

    public uint HashOfText(MessageKey key)
    {
        Span<byte> text = stackalloc byte[TextBytes];
        WriteText(key, text);
        return Hash(text);
    }

    public static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = 0u;
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(text))
            hash = BitOperations.Crc32C(hash, eight);
        foreach (var one in text[(text.Length & ~7)..])
            hash = BitOperations.Crc32C(hash, one);
        return hash;
    }

    private void WriteText(MessageKey key, Span<byte> text)
    {
        var length = key.Write(_run, text);
        text[length++] = (byte)' ';
        Filler.AsSpan(0, text.Length - length).CopyTo(text[length..]);
    }

    private static void Take(Span<byte> body, ref int length, ReadOnlySpan<byte> part)
    {
        part.CopyTo(body[length..]);
        length += part.Length;
    }
}
