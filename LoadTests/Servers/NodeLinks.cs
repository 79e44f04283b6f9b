namespace Muster.LoadTests.Servers;

/// <summary>The network around one node: to it from nodes, to it from fronts, and from it to the database.</summary>
internal sealed record NodeLinks(NetworkLink Silo, NetworkLink Gateway, NetworkLink Database) : IDisposable
{
    /// <summary>Makes all of it slow, or quick again with none.</summary>
    public void Delay(TimeSpan delay) => (Silo.Delay, Gateway.Delay, Database.Delay) = (delay, delay, delay);

    public void Dispose()
    {
        Silo.Dispose();
        Gateway.Dispose();
        Database.Dispose();
    }
}
