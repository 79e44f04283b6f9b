using System.Buffers.Binary;
using System.Security.Cryptography;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

public sealed class EnvelopeTests
{
    private static readonly KeyScope Scope = new("demo", RecordClass.Other);
    private static readonly byte[] Content = [.. "what somebody wrote"u8];
    private static readonly byte[] Here = [.. "here"u8];

    private readonly Envelope _envelope = Some.Envelope();

    [Fact]
    public async Task It_gives_back_what_was_put_in()
    {
        Assert.Equal(Content, await Open(await Seal(Content)));
        Assert.Empty(await Open(await Seal([])));
    }

    [Fact]
    public async Task The_same_content_never_looks_the_same()
    {
        var key = await Key();

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(_envelope.Seal(key, Content, Here))).Distinct().Count());
    }

    [Fact]
    public async Task It_does_not_open_in_another_place()
    {
        var record = await Seal(Content);

        await Assert.ThrowsAsync<EnvelopeException>(() => Open(record, [.. "there"u8]));
    }

    [Fact]
    public async Task Any_byte_changed_is_found()
    {
        var record = await Seal(Content);

        for (var i = 0; i < record.Length; i++)
        {
            var changed = record.ToArray();
            changed[i] ^= 1;
            await Assert.ThrowsAsync<EnvelopeException>(() => Open(changed));
        }

        for (var length = 0; length < record.Length; length++) await Assert.ThrowsAsync<EnvelopeException>(() => Open(record[..length]));
    }

    [Fact]
    public async Task It_costs_as_many_bytes_as_it_says() => Assert.Equal(Content.Length + Envelope.Overhead, (await Seal(Content)).Length);

    [Fact]
    public async Task What_was_sealed_with_a_master_key_itself_is_still_read()
    {
        var envelope = Some.Envelope(masters: Some.Keys(1, 2));
        var (old, strange) = (OfVersion1(2), OfVersion1(3));

        Assert.Equal(Content, Envelope.Open(await envelope.KeyOf(Scope, old), old, Here));
        Assert.Contains("needs key 3", (await Assert.ThrowsAsync<EnvelopeException>(async () => await envelope.KeyOf(Scope, strange))).Message, StringComparison.Ordinal);
        old[^1] ^= 1;
        await Assert.ThrowsAsync<EnvelopeException>(async () => Envelope.Open(await envelope.KeyOf(Scope, old), old, Here));
    }

    [Fact]
    public async Task Many_threads_may_use_it_at_once()
    {
        var key = await Key();

        Parallel.For(0, 2_000, number =>
        {
            var content = BitConverter.GetBytes(number);
            Assert.Equal(content, Envelope.Open(key, _envelope.Seal(key, content, Here), Here));
        });
    }

    /// <summary>As it was written before there were data keys: version, key id, nonce, ciphertext, tag.</summary>
    internal static byte[] OfVersion1(uint master, byte[]? content = null, byte[]? place = null)
    {
        content ??= Content;
        var record = new byte[5 + 12 + content.Length + 16];
        record[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(1), master);
        RandomNumberGenerator.Fill(record.AsSpan(5, 12));
        using var cipher = new AesGcm((byte[])[.. Enumerable.Repeat((byte)master, 32)], 16);
        cipher.Encrypt(record.AsSpan(5, 12), content, record.AsSpan(17, content.Length), record.AsSpan(record.Length - 16), [.. record[..5], .. place ?? Here]);
        return record;
    }

    private ValueTask<DataKey> Key() => _envelope.Keys.ForWriting(_envelope.Keys.Place(Scope, KeepMonths.Standing));

    private async Task<byte[]> Seal(byte[] content) => _envelope.Seal(await Key(), content, Here);

    private async Task<byte[]> Open(byte[] record, byte[]? place = null) => Envelope.Open(await _envelope.KeyOf(Scope, record), record, place ?? Here);
}
