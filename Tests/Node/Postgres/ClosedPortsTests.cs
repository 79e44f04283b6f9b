#if PROVIDERS_ADONET
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Muster.LoadTests.Servers;
using Muster.Tests.Node.Tls;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

/// <summary>Nobody but those of the cluster gets a word out of a node's ports.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class ClosedPortsTests(PostgresFixture postgres) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScratchDirectory _scratch = new();
    private readonly Authority _authority = new();
    private readonly Authority _other = new();

    [Fact]
    public async Task Only_who_has_a_certificate_of_the_cluster_gets_in()
    {
        var (silo, gateway) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        await using var node = Start(silo, gateway);
        await node.Ready();

        Assert.Contains("muster", await Hear(silo, _authority.Issue()), StringComparison.Ordinal); // a node introduces itself to another
        foreach (var port in (int[])[silo, gateway])
        {
            Assert.Equal("", await Hear(port, null));
            Assert.Equal("", await Hear(port, _other.Issue()));
            Assert.Equal("", await Hear(port, _authority.Issue(until: TimeSpan.FromMinutes(-1))));
            Assert.DoesNotContain("muster", await HearInPlain(port), StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _scratch.Dispose();
    }

    private NodeProcess Start(int silo, int gateway) => NodeProcess.StartAlone(
        _scratch.File("node"),
        new { Profile = "Postgres", PostgreSql = new { ConnectionString = postgres.Server.NewDatabase() }, Tls = PemFiles.WriteTo(_scratch.Path, PemFiles.Of(_authority.Issue(), _authority)) },
        silo,
        gateway);

    /// <returns>What the node says first to somebody with this certificate, nothing when it ends the connection instead.</returns>
    private static async Task<string> Hear(int port, X509Certificate2? certificate)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        await using var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, errors) => errors is not SslPolicyErrors.RemoteCertificateNotAvailable);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    ApplicationProtocols = [new("Orleans1")],
                    ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
                },
                patience.Token);
            return await Hear(stream, patience.Token);
        }
        catch (IOException)
        {
            return ""; // refused: it said so, or just went
        }
    }

    private static async Task<string> HearInPlain(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("I know no certificates, but let me in"u8.ToArray(), patience.Token);
        try
        {
            return await Hear(stream, patience.Token);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<string> Hear(Stream stream, CancellationToken stop)
    {
        var said = new byte[1024];
        return Encoding.Latin1.GetString(said.AsSpan(0, await stream.ReadAsync(said, stop)));
    }
}
#endif
