using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// What every stored record is wrapped in: format version (1 byte), key id (4), nonce (12), AES-GCM ciphertext, tag (16). The tag
/// covers the header and the place, so a record can neither be altered nor moved unnoticed.
/// </summary>
public sealed class Envelope(MasterKeys keys, IRandomBytes random) : IDisposable
{
    /// <summary>Bytes that it adds to what it holds.</summary>
    public const int Overhead = HeaderLength + Nonces.Length + TagLength;

    private const byte Version = 1;
    private const int HeaderLength = 1 + 4;
    private const int TagLength = 16;

    private readonly Nonces _nonces = new(random);

    /// <summary>One for each thread: a cipher holds native state that two must not share.</summary>
    private readonly Dictionary<uint, ThreadLocal<AesGcm>> _ciphers =
        keys.Ids.ToDictionary(id => id, id => new ThreadLocal<AesGcm>(() => new AesGcm(keys[id], TagLength), trackAllValues: true));

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            foreach (var made in cipher.Values) made.Dispose();
            cipher.Dispose();
        }
    }

    public byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var record = new byte[Overhead + content.Length];
        record[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(1), keys.Newest);
        var nonce = record.AsSpan(HeaderLength, Nonces.Length);
        _nonces.Next(nonce);
        var sealedContent = record.AsSpan(HeaderLength + Nonces.Length, content.Length);
        var bound = Bind(record.AsSpan(0, HeaderLength), place, out var length);
        _ciphers[keys.Newest].Value!.Encrypt(nonce, content, sealedContent, record.AsSpan(record.Length - TagLength), bound.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bound);
        return record;
    }

    /// <exception cref="EnvelopeException">It was not sealed by us for this place, its key is not here, or a newer program wrote it.</exception>
    public byte[] Open(ReadOnlySpan<byte> record, ReadOnlySpan<byte> place)
    {
        if (record.Length < Overhead) throw new EnvelopeException("it is too short");
        if (record[0] != Version) throw new EnvelopeException($"it has envelope version {record[0]}, and this program knows {Version}");
        var keyId = BinaryPrimitives.ReadUInt32BigEndian(record[1..]);
        if (!_ciphers.TryGetValue(keyId, out var cipher)) throw new EnvelopeException($"it needs key {keyId}, and there are {keys}");

        var content = new byte[record.Length - Overhead];
        var bound = Bind(record[..HeaderLength], place, out var length);
        try
        {
            cipher.Value!.Decrypt(
                record.Slice(HeaderLength, Nonces.Length),
                record[(HeaderLength + Nonces.Length)..^TagLength],
                record[^TagLength..],
                content,
                bound.AsSpan(0, length));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new EnvelopeException("it is not what was stored there");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bound);
        }
    }

    private static byte[] Bind(ReadOnlySpan<byte> header, ReadOnlySpan<byte> place, out int length)
    {
        length = header.Length + place.Length;
        var bound = ArrayPool<byte>.Shared.Rent(length);
        header.CopyTo(bound);
        place.CopyTo(bound.AsSpan(header.Length));
        return bound;
    }
}
