#if PROVIDERS_ADONET
using Muster.LoadTests.Servers;

namespace Muster.Tests.Browser;

/// <summary>The product as a small agency's data centre runs it: two nodes and two fronts over PostgreSQL. Each connection of a browser goes to the next front.</summary>
public sealed class SmallCluster : Product
{
    private readonly string _folder;
    private readonly ClusterUnderTest _cluster;
    private readonly NetworkLink _door;

    private SmallCluster(string folder, ClusterUnderTest cluster, NetworkLink door, string site)
        : base($"http://127.0.0.1:{door.Port}", site, Offices) => (_folder, _cluster, _door) = (folder, cluster, door);

    public static async Task<SmallCluster> Start()
    {
        var folder = Directory.CreateTempSubdirectory("muster-browser-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // PostgreSQL's own user works below it
        var site = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        foreach (var node in (int[])[1, 2])
            OfficeFiles.Write(ClusterUnderTest.DataOf(folder, node), site, Offices);
        var cluster = ClusterUnderTest.Prepare(
            folder, ProgramOf("Silo"), ProgramOf("WebFront"), nodes: 2, fronts: 2, throughLinks: false, new ServerSettings(ServerGC: false, SmallHeap: false), TimeProvider.System);
        var product = new SmallCluster(folder, cluster, new NetworkLink(TimeProvider.System, [.. cluster.Fronts.Select(front => front.Url.Port)]), site);
        try
        {
            await cluster.Start(_ => { });
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }

        return product;
    }

    protected override IEnumerable<string> DataFolders => [ClusterUnderTest.DataOf(_folder, 1), ClusterUnderTest.DataOf(_folder, 2)];

    public override ValueTask DisposeAsync()
    {
        _door.Dispose();
        _cluster.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
#endif
