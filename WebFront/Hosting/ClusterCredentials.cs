using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Muster.WebFront.Hosting;

/// <summary>
/// What a process shows to the others of its cluster, and whom of them it believes: a certificate that leads to one of the cluster's own authorities,
/// is valid now and made for that side of a connection. Names do not count: nodes come and go by address.
/// </summary>
internal sealed class ClusterCredentials
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities;
    private readonly X509Certificate2Collection _between;
    private readonly SslStreamCertificateContext _shown;

    private ClusterCredentials(TlsFiles files, X509Certificate2 certificate, X509Certificate2Collection between, X509Certificate2Collection authorities)
    {
        (Files, Certificate, _between, _authorities) = (files, certificate, between, authorities);
        _shown = SslStreamCertificateContext.Create(certificate, between, offline: true);
    }

    /// <summary>What they were read from.</summary>
    public TlsFiles Files { get; }

    /// <summary>Its own, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>From then on nobody believes it any more: its own end, or that of an authority it needs.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <param name="files">In PEM.</param>
    /// <param name="isNode">Whether others connect to this process too.</param>
    /// <param name="now">The others' time as well, one hopes.</param>
    /// <exception cref="WrongSettingsException">Nobody with the same authorities would believe them. No key is quoted.</exception>
    public static ClusterCredentials Read(TlsFiles files, bool isNode, DateTimeOffset now)
    {
        var authorities = CertificatesIn(files.Authorities, nameof(files.Authorities));
        var between = CertificatesIn(files.Certificate, nameof(files.Certificate));
        between.RemoveAt(0); // the one that comes with its key
        var credentials = new ClusterCredentials(files, WithKey(files), between, authorities);
        credentials.CheckItself(ClientUse, now);
        if (isNode) credentials.CheckItself(ServerUse, now);
        return credentials;
    }

    /// <summary>Whether what is wrong with another's certificate is its name alone. One that was not shown is not of the cluster.</summary>
    public static bool IsOfCluster(SslPolicyErrors errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    public void Secure(SslServerAuthenticationOptions options)
    {
        (options.ServerCertificate, options.ServerCertificateSelectionCallback, options.ServerCertificateContext) = (null, null, _shown);
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = PolicyFor(ClientUse);
        options.AllowTlsResume = false; // each connection shows its certificate anew
    }

    public void Secure(SslClientAuthenticationOptions options)
    {
        (options.ClientCertificates, options.LocalCertificateSelectionCallback, options.ClientCertificateContext) = (null, null, _shown);
        options.CertificateChainPolicy = PolicyFor(ServerUse);
        options.AllowTlsResume = false;
    }

    private void CheckItself(string use, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyFor(use) };
        chain.ChainPolicy.ExtraStore.AddRange(_between);
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        if (!chain.Build(Certificate)) throw Wrong(nameof(Files.Certificate), WhatIsWrong(chain, now));
        EndsAt = chain.ChainElements.Min(element => element.Certificate.NotAfter);
    }

    private string WhatIsWrong(X509Chain chain, DateTimeOffset now)
    {
        var (from, to) = (Certificate.NotBefore.ToUniversalTime(), Certificate.NotAfter.ToUniversalTime());
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (now < from || now > to) return string.Create(CultureInfo.InvariantCulture, $"is valid from {from:u} to {to:u}, and now it is {now:u}");
        return status.HasFlag(X509ChainStatusFlags.NotValidForUsage)
            ? "is not made for this use: a front's needs clientAuth, a node's serverAuth and clientAuth among its extended key usages, or none at all"
            : $"is not believed by those in {TlsRules.At}{nameof(Files.Authorities)} ({status})";
    }

    /// <summary>A new one for each connection: a chain that is built changes it.</summary>
    private X509ChainPolicy PolicyFor(string use)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(use));
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private static X509Certificate2Collection CertificatesIn(string text, string name)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException wrong)
        {
            throw Wrong(name, "holds a certificate that cannot be read", wrong);
        }

        return certificates.Count > 0 ? certificates : throw Wrong(name, "holds no certificate in PEM");
    }

    private static X509Certificate2 WithKey(TlsFiles files)
    {
        try
        {
            return X509Certificate2.CreateFromPem(files.Certificate, files.Key);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw Wrong(nameof(files.Key), $"is no private key in PEM, without a password, of the certificate in {TlsRules.At}{nameof(files.Certificate)}", wrong);
        }
    }

    private static WrongSettingsException Wrong(string name, string message, Exception? inner = null) => new("settings", [new(TlsRules.At + name, message)], inner);
}
