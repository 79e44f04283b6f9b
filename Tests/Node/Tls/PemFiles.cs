using System.Security.Cryptography.X509Certificates;

namespace Muster.Tests.Node.Tls;

/// <summary>The three files of a process.</summary>
internal static class PemFiles
{
    public static string KeyPem(this X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    public static TlsFiles Of(X509Certificate2 certificate, params Authority[] authorities) =>
        new(certificate.ExportCertificatePem(), certificate.KeyPem(), string.Join('\n', authorities.Select(authority => authority.Pem)));

    public static TlsSettings WriteTo(string folder, TlsFiles files)
    {
        var settings = new TlsSettings { Certificate = Path.Combine(folder, "tls.crt"), Key = Path.Combine(folder, "tls.key"), Authorities = Path.Combine(folder, "ca.crt") };
        File.WriteAllText(settings.Certificate, files.Certificate);
        File.WriteAllText(settings.Key, files.Key);
        File.WriteAllText(settings.Authorities, files.Authorities);
        return settings;
    }
}
