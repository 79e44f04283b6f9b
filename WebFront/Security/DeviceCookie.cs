using System.Security.Cryptography;
using System.Text;

namespace Muster.WebFront.Security;

/// <summary>What a trusted device keeps of one account, so that several people may share a desk: whose it is, and the secret that the account knows it by.</summary>
internal sealed class DeviceCookie(IFrontKeys keys)
{
    private readonly Seal _seal = new(keys, "muster staff device v1");

    /// <summary>Tells the accounts of one browser apart and names none of them.</summary>
    public static string NameOf(string account) => $"muster-device-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..12]}";

    public string Close(string account, string secret) => _seal.Close($"{account}/{secret}");

    /// <summary>The secret; null where the browser has none for this account.</summary>
    public string? Open(HttpRequest request, string account) =>
        request.Cookies[NameOf(account)] is { } text && _seal.Open(text) is { } open && open.StartsWith($"{account}/", StringComparison.Ordinal)
            ? open[(account.Length + 1)..]
            : null;
}
