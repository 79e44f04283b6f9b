namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// The master keys, which wrap data keys and nothing else: in a file, in the environment, or in a key vault that never gives them away. Asked once
/// for each data key a process uses, and again when keys are wrapped anew; never for a record.
/// </summary>
/// <remarks>
/// An adapter for a vault gives its key's version as the id, wraps the 64 bytes it is given by the vault's own operation (AES-KW, AES-GCM or
/// RSA-OAEP-256 will do) and answers the bytes. What is wrapped is bound to its place by <see cref="KeyWrap"/>: an adapter need not.
/// Members may be called from any thread, several at once, and in bursts after a start.
/// </remarks>
public interface IMasterKeys
{
    /// <summary>The id of the key that wraps now: 1 to 200 characters that mean the same key for ever.</summary>
    string Current { get; }

    /// <summary>Whether what this key wraps is to be wrapped anew by the current one. Never both of two keys before each other, whatever a node has heard of.</summary>
    bool IsOutdated(string id);

    /// <summary>Wraps with the current key.</summary>
    /// <returns>The id of the key that did, and what it made of it.</returns>
    /// <exception cref="KeysUnavailableException">The vault does not answer now.</exception>
    ValueTask<(string Id, byte[] Wrapped)> Wrap(ReadOnlyMemory<byte> secret);

    /// <returns>Null where it was not wrapped by that key, or was changed since.</returns>
    /// <exception cref="MasterKeyMissingException">There is no such key here: it was taken away, or has not arrived yet.</exception>
    /// <exception cref="KeysUnavailableException">The vault does not answer now.</exception>
    ValueTask<byte[]?> Unwrap(string id, ReadOnlyMemory<byte> wrapped);

    /// <summary>Looks whether keys have come or gone. What cannot be read now stays as it was known.</summary>
    Task Refresh();
}
