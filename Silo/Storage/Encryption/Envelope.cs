using System.Buffers;
using System.Buffers.Binary;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// What every stored record is wrapped in: format version (1 byte), id of the data key (16), nonce (12), AES-256-GCM ciphertext, tag (16). The tag
/// covers the header and the place, so a record can neither be altered nor moved unnoticed. Version 1 named a master key (4 bytes)
/// in the data key's place; it is read and no longer written.
/// </summary>
public sealed class Envelope(DataKeys keys, IRandomBytes random)
{
    /// <summary>Bytes that it adds to what it holds.</summary>
    public const int Overhead = HeaderLength + Nonces.Length + DataKey.TagLength;

    private const byte Version = 2;
    private const byte VersionOfMasters = 1;
    private const int HeaderLength = 1 + 16;
    private const int HeaderLengthOfMasters = 1 + 4;

    private readonly Nonces _nonces = new(random);

    /// <summary>Whose keys it seals with.</summary>
    public DataKeys Keys => keys;

    /// <param name="key">From <see cref="DataKeys.ForWriting"/>.</param>
    /// <param name="content">In the open.</param>
    /// <param name="place">Where it stands.</param>
    /// <exception cref="KeysUnavailableException">The key was dropped a moment ago.</exception>
    public byte[] Seal(DataKey key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var record = new byte[Overhead + content.Length];
        record[0] = Version;
        BinaryPrimitives.WriteUInt128BigEndian(record.AsSpan(1), key.Id);
        var nonce = record.AsSpan(HeaderLength, Nonces.Length);
        _nonces.Next(nonce);
        var bound = Bind(record.AsSpan(0, HeaderLength), place, out var length);
        key.Encrypt(
            nonce, content, record.AsSpan(HeaderLength + Nonces.Length, content.Length), record.AsSpan(record.Length - DataKey.TagLength), bound.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bound);
        return record;
    }

    /// <summary>The key a record was sealed with.</summary>
    /// <param name="scope">Whose records of which kind it is among.</param>
    /// <param name="record">As it is stored.</param>
    /// <exception cref="EnvelopeException">It was not sealed by us, its key is not here, or a newer program wrote it.</exception>
    /// <exception cref="RecordsDisposedException">Its key was destroyed.</exception>
    /// <exception cref="KeysUnavailableException">Its key cannot be had now.</exception>
    public ValueTask<DataKey> KeyOf(KeyScope scope, ReadOnlySpan<byte> record)
    {
        var header = HeaderOf(record);
        return record[0] == Version
            ? keys.ForReading(scope, BinaryPrimitives.ReadUInt128BigEndian(record[1..header]))
            : keys.MasterForReading(BinaryPrimitives.ReadUInt32BigEndian(record[1..header]));
    }

    /// <summary>The id of the data key a record names; null where it names a master key, or nothing.</summary>
    public static UInt128? KeyIdOf(ReadOnlySpan<byte> record) =>
        record.Length >= Overhead && record[0] == Version ? BinaryPrimitives.ReadUInt128BigEndian(record[1..]) : null;

    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="record">As it is stored.</param>
    /// <param name="place">Where it stands.</param>
    /// <exception cref="EnvelopeException">It was not sealed with that key for this place.</exception>
    /// <exception cref="KeysUnavailableException">The key was dropped a moment ago.</exception>
    public static byte[] Open(DataKey key, ReadOnlySpan<byte> record, ReadOnlySpan<byte> place)
    {
        var header = HeaderOf(record);
        var content = new byte[record.Length - header - Nonces.Length - DataKey.TagLength];
        var bound = Bind(record[..header], place, out var length);
        try
        {
            return key.Decrypt(record.Slice(header, Nonces.Length), record[(header + Nonces.Length)..^DataKey.TagLength], record[^DataKey.TagLength..], content, bound.AsSpan(0, length))
                ? content
                : throw new EnvelopeException("it is not what was stored there");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bound);
        }
    }

    private static int HeaderLengthOf(byte version) => version switch
    {
        Version => HeaderLength,
        VersionOfMasters => HeaderLengthOfMasters,
        _ => throw new EnvelopeException($"it has envelope version {version}, and this program knows {VersionOfMasters} and {Version}"),
    };

    private static int HeaderOf(ReadOnlySpan<byte> record)
    {
        if (record.IsEmpty) throw new EnvelopeException("it is too short");
        var header = HeaderLengthOf(record[0]);
        return record.Length >= header + Nonces.Length + DataKey.TagLength ? header : throw new EnvelopeException("it is too short");
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
