namespace Muster.Tests.Storage.Postgres;

/// <summary>One server for all tests that do not stop it, started by the first of them.</summary>
public sealed class PostgresFixture : IDisposable
{
    public const string Collection = "PostgreSQL";

    private readonly Lazy<PostgresServer> _server = new(() => new PostgresServer());

    /// <summary>Skips the test where there is no server to start.</summary>
    public PostgresServer Server
    {
        get
        {
            Assert.SkipUnless(PostgresServer.IsInstalled, "NOT TESTED: storage in PostgreSQL. Its server is not installed.");
            return _server.Value;
        }
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
