using System.Security.Cryptography;
using System.Text;
using Muster.WebFront.Security;

namespace Muster.WebFront.Abuse;

/// <summary>
/// The id a citizen's browser makes up for itself when it first starts a conversation. It is known beyond this front as a keyed hash alone,
/// another one in each agency: nobody can follow a person from one to the next by it.
/// </summary>
internal sealed class BrowserSessions(IFrontKeys keys)
{
    private readonly byte[][] _keys =
        [.. keys.Masters.Select(master => HKDF.DeriveKey(HashAlgorithmName.SHA256, master.ToArray(), 32, salt: [], "muster browser session v1"u8.ToArray()))];

    /// <summary>By each of the front's keys, the newest first: what was stored under an older one is still found.</summary>
    public IReadOnlyList<string> HashesOf(string agency, string session) =>
        [.. _keys.Select(key => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{agency}/{session}")).AsSpan(0, 16)))];
}
