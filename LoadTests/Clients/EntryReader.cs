using System.Text.Json;
using Muster.LoadTests.Proof;

namespace Muster.LoadTests.Clients;

/// <summary>Reads entries as the contract shows them, in streams and in pages.</summary>
internal static class EntryReader
{
    /// <param name="json">the `data` of one event</param>
    /// <param name="words">of this run</param>
    /// <param name="conversation">the id, where it is given (an agent's stream); else empty</param>
    /// <returns>seq 0 when it is nothing durable</returns>
    public static Entry Read(ReadOnlySpan<byte> json, Words words, out ReadOnlySpan<byte> conversation)
    {
        conversation = default;
        var entry = new Entry(0, false, MessageKey.Unknown, 0, 0);
        var isDurable = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("seq"u8))
                entry = entry with { Seq = Value(ref reader).GetInt64() };
            else if (reader.ValueTextEquals("at"u8))
                entry = entry with { At = Value(ref reader).GetDateTimeOffset().UtcTicks };
            else if (reader.ValueTextEquals("kind"u8))
                (isDurable, entry) = (true, entry with { IsMessage = Value(ref reader).ValueTextEquals("message"u8) });
            else if (reader.ValueTextEquals("messageId"u8))
                entry = entry with { Key = words.KeyOf(Value(ref reader).ValueSpan) };
            else if (reader.ValueTextEquals("text"u8))
                entry = entry with { Text = HashOf(Value(ref reader)) };
            else if (reader.ValueTextEquals("conversation"u8))
                conversation = Value(ref reader).ValueSpan;
            else
                reader.Skip();
        }

        return isDurable ? entry : default;
    }

    /// <summary>Reads `{"events":[...],"next":N}` into a view.</summary>
    /// <returns>how many entries the page held, and where the next one begins</returns>
    public static (int Count, long Next) ReadPage(ReadOnlySpan<byte> json, Words words, View into)
    {
        var (count, next) = (0, 0L);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("next"u8))
                next = Value(ref reader).GetInt64();
            else if (reader.ValueTextEquals("events"u8))
                count = ReadEntries(ref reader, json, words, into);
            else
                reader.Skip();
        }

        return (count, next);
    }

    /// <summary>Reads `{"seq":N,"at":"..."}`.</summary>
    public static (long Seq, long At) ReadAcknowledgement(ReadOnlySpan<byte> json)
    {
        var (seq, at) = (0L, 0L);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("seq"u8))
                seq = Value(ref reader).GetInt64();
            else if (reader.ValueTextEquals("at"u8))
                at = Value(ref reader).GetDateTimeOffset().UtcTicks;
            else
                reader.Skip();
        }

        return (seq, at);
    }

    private static int ReadEntries(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Words words, View into)
    {
        var count = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            into.Saw(Read(json[from..(int)reader.BytesConsumed], words, out _));
            count++;
        }

        return count;
    }

    private static ref Utf8JsonReader Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ref reader;
    }

    private static uint HashOf(in Utf8JsonReader text)
    {
        if (!text.ValueIsEscaped)
            return Words.Hash(text.ValueSpan);
        Span<byte> plain = stackalloc byte[text.ValueSpan.Length];
        return Words.Hash(plain[..text.CopyString(plain)]);
    }
}
