using System.Security.Cryptography;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

/// <summary>A key vault that gives no key away: it wraps with RSA as one would, and can be made to fall silent.</summary>
internal sealed class VaultDouble : IMasterKeys, IDisposable
{
    private readonly List<RSA> _versions = [RSA.Create(2_048)];
    private int _asked;

    public bool IsSilent { get; set; }

    /// <summary>How often it was asked to wrap or unwrap.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public string Current => Id(_versions.Count - 1);

    public void Dispose() => _versions.ForEach(version => version.Dispose());

    public void NewVersion() => _versions.Add(RSA.Create(2_048));

    public bool IsOutdated(string id) => Number(id) < _versions.Count - 1;

    public async ValueTask<(string Id, byte[] Wrapped)> Wrap(ReadOnlyMemory<byte> secret)
    {
        await Answer();
        return (Current, _versions[^1].Encrypt(secret.Span, RSAEncryptionPadding.OaepSHA256));
    }

    public async ValueTask<byte[]?> Unwrap(string id, ReadOnlyMemory<byte> wrapped)
    {
        await Answer();
        if (Number(id) is not { } number || number >= _versions.Count) throw new MasterKeyMissingException(id, Current);
        try
        {
            return _versions[number].Decrypt(wrapped.Span, RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Task Refresh() => Task.CompletedTask;

    private async Task Answer()
    {
        Interlocked.Increment(ref _asked);
        await Task.Yield();
        if (IsSilent) throw new KeysUnavailableException("The vault does not answer.");
    }

    private static string Id(int number) => $"vault/{number}";

    private static int? Number(string id) => id.StartsWith("vault/", StringComparison.Ordinal) && int.TryParse(id.AsSpan(6), out var number) ? number : null;
}
