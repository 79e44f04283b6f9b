using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Muster.Tests.Storage;
using Muster.Tests.Support;

namespace Muster.Tests.Node.Tls;

/// <summary>Who of two that meet believes the other.</summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly Authority _other = new();

    public static TheoryData<string> Strangers => ["of a foreign authority", "expired", "not yet valid", "made for the other side"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_of_one_cluster_believe_each_other_whatever_their_names()
    {
        var (ofServer, ofClient) = await Meet(Node(_authority.Issue()).Secure, Node(_authority.Issue()).Secure);

        Assert.Null(ofServer);
        Assert.Null(ofClient);
    }

    [Fact]
    public async Task An_authority_may_stand_between()
    {
        using var between = _authority.Below();
        var certificate = between.Issue();
        var files = PemFiles.Of(certificate, _authority) with { Certificate = $"{certificate.ExportCertificatePem()}\n{between.Pem}" };
        var below = ClusterCredentials.Read(files, isNode: true, Authority.Now);
        var among = ClusterCredentials.Read(PemFiles.Of(between.Issue(), _authority, between), isNode: true, Authority.Now);

        Assert.Equal((null, null), await Meet(below.Secure, Node(_authority.Issue()).Secure));
        Assert.Equal((null, null), await Meet(Node(_authority.Issue()).Secure, below.Secure));
        Assert.Equal((null, null), await Meet(among.Secure, among.Secure));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    [InlineData("without a certificate")]
    public async Task Whoever_listens_refuses_a_stranger(string stranger)
    {
        var shown = Certificate(stranger, Authority.ServerUse);

        var (ofServer, _) = await Meet(Node(_authority.Issue()).Secure, (SslClientAuthenticationOptions options) =>
        {
            options.ClientCertificateContext = shown is null ? null : SslStreamCertificateContext.Create(shown, null, offline: true);
            options.RemoteCertificateValidationCallback = (_, _, _, errors) => errors is not SslPolicyErrors.RemoteCertificateNotAvailable; // believes everybody
        });

        Assert.IsType<AuthenticationException>(ofServer);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Whoever_connects_refuses_a_stranger(string stranger)
    {
        var shown = Certificate(stranger, Authority.ClientUse);

        var (_, ofClient) = await Meet((SslServerAuthenticationOptions options) => options.ServerCertificate = shown, Node(_authority.Issue()).Secure);

        Assert.IsType<AuthenticationException>(ofClient);
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_and_a_wrong_one_is_not()
    {
        using var folder = new ScratchDirectory();
        using var logged = new LoggedLines();
        using var logs = new LoggerFactory([logged]);
        var clock = new HandMovedClock(Authority.Now);
        var (first, renewed) = (PemFiles.Of(_authority.Issue(), _authority), PemFiles.Of(_authority.Issue(), _authority));
        var settings = PemFiles.WriteTo(folder.Path, first);
        var tls = new ClusterTls(settings, isNode: true, ClusterCredentials.Read(first, isNode: true, clock.GetUtcNow()), clock, logs.CreateLogger<ClusterTls>());

        PemFiles.WriteTo(folder.Path, renewed with { Key = first.Key }); // half of it
        clock.Advance(ClusterTls.LookEvery);
        Assert.Equal(first, tls.Current().Files);
        clock.Advance(ClusterTls.LookEvery);
        Assert.Equal(first, tls.Current().Files);
        Assert.StartsWith("Changed certificates are not used: settings: Muster:Tls:Key: is no private key", Assert.Single(logged.Lines.All), StringComparison.Ordinal);

        PemFiles.WriteTo(folder.Path, renewed);
        Assert.Equal(first, tls.Current().Files);
        clock.Advance(ClusterTls.LookEvery);
        Assert.Equal(renewed, tls.Current().Files);
        Assert.Equal((null, null), await Meet(tls.Current().Secure, Node(_authority.Issue()).Secure));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    private X509Certificate2? Certificate(string stranger, string otherUse) => stranger switch
    {
        "of a foreign authority" => _other.Issue(),
        "expired" => _authority.Issue(until: TimeSpan.FromMinutes(-1)),
        "not yet valid" => _authority.Issue(from: Authority.Now.AddHours(1)),
        "made for the other side" => _authority.Issue(uses: [otherUse]),
        _ => null,
    };

    private ClusterCredentials Node(X509Certificate2 certificate) => ClusterCredentials.Read(PemFiles.Of(certificate, _authority), isNode: true, Authority.Now);

    /// <returns>What each side threw.</returns>
    private static async Task<(Exception? OfServer, Exception? OfClient)> Meet(Action<SslServerAuthenticationOptions> server, Action<SslClientAuthenticationOptions> client)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connecting = new TcpClient();
        await connecting.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Stop);
        using var accepted = await listener.AcceptTcpClientAsync(Stop);
        await using var ofServer = Stream(accepted);
        await using var ofClient = Stream(connecting);
        var serving = new SslServerAuthenticationOptions { RemoteCertificateValidationCallback = IsOfCluster };
        var asking = new SslClientAuthenticationOptions { TargetHost = "another.example.org", RemoteCertificateValidationCallback = IsOfCluster };
        server(serving);
        client(asking);

        var results = await Task.WhenAll(Outcome(ofServer.AuthenticateAsServerAsync(serving, Stop)), Outcome(ofClient.AuthenticateAsClientAsync(asking, Stop)));
        return (results[0], results[1]);

        static bool IsOfCluster(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) => ClusterCredentials.IsOfCluster(errors);
        static SslStream Stream(TcpClient socket) => new(socket.GetStream(), leaveInnerStreamOpen: false);
    }

    private static async Task<Exception?> Outcome(Task handshake) => await Record.ExceptionAsync(() => handshake);
}
