#if PROVIDERS_ADONET
using Muster.LoadTests.Servers;
using Muster.Tests.Node.Tls;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

/// <summary>S69: a database that takes encrypted connections alone, and a node that believes no other server.</summary>
public sealed class EncryptedDatabaseTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly Authority _authority = new();
    private readonly Authority _other = new();
    private readonly Lazy<PostgresServer> _server = new(() => new PostgresServer());

    private PostgresServer Server
    {
        get
        {
            Assert.SkipUnless(PostgresServer.IsInstalled, "NOT TESTED: encrypted connections to PostgreSQL. Its server is not installed.");
            return _server.Value;
        }
    }

    [Fact]
    public async Task A_node_works_over_encrypted_connections_to_a_server_it_believes_and_over_no_others()
    {
        var database = Server.NewDatabase();
        Encrypt();

        await using (var node = Start($"{database};SSL Mode=VerifyFull;Root Certificate={CertificateOf("ca.crt", _authority)}"))
        {
            await node.Ready();
        }

        Assert.Contains("cannot be used", await Refusal($"{database};SSL Mode=VerifyFull;Root Certificate={CertificateOf("other.crt", _other)}"), StringComparison.Ordinal);
        Assert.Contains("no encryption", await Refusal($"{database};SSL Mode=Disable"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
        _authority.Dispose();
        _other.Dispose();
        _scratch.Dispose();
    }

    /// <summary>From now on the server shows a certificate and lets nobody in without one.</summary>
    private void Encrypt()
    {
        var certificate = _authority.Issue(uses: [Authority.ServerUse]);
        File.WriteAllText(Server.PathOf("shown.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Server.PathOf("shown.key"), certificate.KeyPem());
        // The server reads no key that others can read or that is not its own.
        Server.RunAsServer("/bin/sh", "-c", $"umask 077 && cp {Server.PathOf("shown.crt")} data/server.crt && cp {Server.PathOf("shown.key")} data/server.key && echo 'hostssl all all 127.0.0.1/32 trust' > data/pg_hba.conf");
        PostgresServer.Execute(Server.ConnectionString("postgres"), "ALTER SYSTEM SET ssl = on");
        PostgresServer.Execute(Server.ConnectionString("postgres"), "SELECT pg_reload_conf()");
    }

    private string CertificateOf(string name, Authority authority)
    {
        File.WriteAllText(_scratch.File(name), authority.Pem);
        return _scratch.File(name);
    }

    private NodeProcess Start(string connection) => NodeProcess.StartAlone(
        _scratch.File("node"),
        new { Profile = "Postgres", PostgreSql = new { ConnectionString = connection } },
        ServerProcess.FreePort(),
        ServerProcess.FreePort());

    private async Task<string> Refusal(string connection)
    {
        await using var node = Start(connection);
        var (exitCode, output) = await node.End();
        Assert.Equal(1, exitCode);
        return output;
    }
}
#endif
