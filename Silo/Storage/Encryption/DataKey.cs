using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Muster.Silo.Storage.Encryption;

/// <summary>A data key in the open, with ciphers made of it for as many threads as use it at once. Its bytes are zeroed when it is dropped.</summary>
public sealed class DataKey
{
    internal const int TagLength = 16;

    private readonly Lock _gate = new();
    private readonly byte[] _key;
    private readonly ConcurrentBag<AesGcm> _idle = [];
    private volatile bool _isDropped;

    /// <param name="id">What records name it by.</param>
    /// <param name="place">What it is for; null for a master key, which wrote records of version 1.</param>
    /// <param name="key">Its bytes, from now on its own.</param>
    internal DataKey(UInt128 id, KeyPlace? place, byte[] key) => (Id, Place, _key) = (id, place, key);

    public UInt128 Id { get; }

    public KeyPlace? Place { get; }

    internal bool IsDropped => _isDropped;

    /// <summary>By the clock's own timestamp.</summary>
    internal long UsedAt { get; set; }

    /// <exception cref="KeysUnavailableException">It was dropped a moment ago.</exception>
    internal void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content, Span<byte> sealedContent, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        var cipher = Take();
        cipher.Encrypt(nonce, content, sealedContent, tag, bound);
        PutBack(cipher);
    }

    /// <returns>False where it is not what was sealed.</returns>
    /// <exception cref="KeysUnavailableException">It was dropped a moment ago.</exception>
    internal bool Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedContent, ReadOnlySpan<byte> tag, Span<byte> content, ReadOnlySpan<byte> bound)
    {
        var cipher = Take();
        try
        {
            cipher.Decrypt(nonce, sealedContent, tag, content, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            PutBack(cipher);
        }
    }

    /// <summary>Zeroes its bytes and its ciphers; one in use right now goes when it has done.</summary>
    internal void Drop()
    {
        lock (_gate)
        {
            _isDropped = true;
            CryptographicOperations.ZeroMemory(_key);
        }

        DropIdle();
    }

    private AesGcm Take()
    {
        if (_idle.TryTake(out var idle)) return idle;
        lock (_gate)
        {
            return _isDropped ? throw new KeysUnavailableException("A data key was dropped in the moment it was to be used.") : new AesGcm(_key, TagLength);
        }
    }

    private void PutBack(AesGcm cipher)
    {
        _idle.Add(cipher);
        if (_isDropped) DropIdle();
    }

    private void DropIdle()
    {
        while (_idle.TryTake(out var idle)) idle.Dispose();
    }
}
