using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Muster.Tests.Node.Tls;

/// <summary>Makes certificates, as the authority of a cluster or as one that nobody asked.</summary>
internal sealed class Authority : IDisposable
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _itself;
    private int _made;

    public Authority()
    {
        var request = Request("CN=authority", isAuthority: true, out var key);
        using (key) _itself = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
    }

    private Authority(X509Certificate2 itself) => _itself = itself;

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public string Pem => _itself.ExportCertificatePem();

    /// <summary>A certificate with its key, good from an hour ago.</summary>
    public X509Certificate2 Issue(TimeSpan? until = null, DateTimeOffset? from = null, string[]? uses = null)
    {
        var request = Request("CN=somebody", isAuthority: false, out var key);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. (uses ?? [ServerUse, ClientUse]).Select(use => new Oid(use))], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using (key) return Sign(request, from ?? Now.AddHours(-1), Now + (until ?? TimeSpan.FromDays(90))).CopyWithPrivateKey(key);
    }

    /// <summary>An authority that stands between this one and whom it knows.</summary>
    public Authority Below()
    {
        var request = Request("CN=between", isAuthority: true, out var key);
        using (key) return new Authority(Sign(request, Now.AddHours(-1), Now.AddDays(90)).CopyWithPrivateKey(key));
    }

    public void Dispose() => _itself.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset until) => request.Create(_itself, from, until, [1, (byte)++_made]);

    private static CertificateRequest Request(string name, bool isAuthority, out ECDsa key)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }
}
