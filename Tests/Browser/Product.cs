namespace Muster.Tests.Browser;

/// <summary>The product as people reach it, however many processes it is, with agencies for the tests.</summary>
public abstract class Product(string address, string site, int offices) : IAsyncDisposable
{
    /// <summary>An agency whose next opening is days away, whenever the tests run.</summary>
    public const string ClosedAgency = "closed";

    /// <summary>An agency like the demo's that has a supervisor, Robin, besides Sam.</summary>
    public const string WatchedAgency = "watched";

    /// <summary>Another such, whose supervisor tells its lines something.</summary>
    public const string TellingAgency = "telling";

    /// <summary>Another such, whose supervisor sees to those who wait.</summary>
    public const string MovingAgency = "moving";

    /// <summary>An agency that is open until <see cref="CloseTheOffice"/>, with the agent Sam and the supervisor Robin.</summary>
    public const string ClosingAgency = "closing";

    /// <summary>Of the story of an agent who asks another for advice: Sam answers for the one queue, Bea for the other.</summary>
    public const string AdvisingAgency = "advising";

    /// <summary>As many as there are tests that want one, and some to spare: each costs the start a password's hash.</summary>
    protected const int Offices = 70;

    private int _officesUsed;
    private int _offeringOfficesUsed;

    public string Address => address;

    /// <summary>The one foreign origin that the agencies here let show their panel.</summary>
    public string Site => site;

    /// <summary>Two nodes and two fronts where this machine can run them, else all of it as one process.</summary>
    public static async Task<Product> StartLargest()
    {
#if PROVIDERS_ADONET
        if (Storage.Postgres.PostgresServer.IsInstalled)
            return await SmallCluster.Start();
#endif
        return await OneProcess.Start(Offices);
    }

    /// <summary>The id of an agency like the demo's that no test has used yet.</summary>
    public string NextOffice() => Next(ref _officesUsed, offices, "office");

    /// <summary>The same for one whose agent is asked before a chat is given, with a topic that is closed.</summary>
    public string NextOfferingOffice() => Next(ref _offeringOfficesUsed, OfficeFiles.OfferingOffices, "offering");

    /// <summary>It is past the hours of <see cref="ClosingAgency"/>; known within ten seconds.</summary>
    public void CloseTheOffice()
    {
        foreach (var data in DataFolders)
            OfficeFiles.Close(data);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Of each node.</summary>
    protected abstract IEnumerable<string> DataFolders { get; }

    /// <summary>A program that was built beside the tests, by the same build.</summary>
    /// <param name="project">Such as Silo.</param>
    protected static string ProgramOf(string project)
    {
        var here = AppContext.BaseDirectory.Replace('\\', '/');
        var tests = here.LastIndexOf("/Tests/bin/", StringComparison.Ordinal);
        return $"{here[..tests]}/{project}/bin/{here[(tests + "/Tests/bin/".Length)..]}Muster.{project}.dll";
    }

    private static string Next(ref int used, int all, string name) =>
        Interlocked.Increment(ref used) is var next && next <= all ? $"{name}-{next}" : throw new InvalidOperationException($"There are only {all} agencies called {name}-N; make more.");
}
