using System.Security.Cryptography;
using Muster.Silo.Storage.Encryption;
using Muster.WebFront.Security;

namespace Muster.Silo.Identity;

/// <summary>What fronts sign tokens and cookies with, derived from each of the master keys there were at the start: the current one signs, all are accepted.</summary>
internal sealed class FrontKeys(MasterKeys masters) : IFrontKeys
{
    private static readonly byte[] Purpose = "muster front"u8.ToArray();

    public IReadOnlyList<ReadOnlyMemory<byte>> Masters { get; } =
        [.. masters.Ids.OrderByDescending(id => id == masters.Current).ThenByDescending(id => id).Select(id => (ReadOnlyMemory<byte>)HKDF.DeriveKey(HashAlgorithmName.SHA256, masters[id].ToArray(), MasterKeys.KeyLength, salt: [], Purpose))];
}
