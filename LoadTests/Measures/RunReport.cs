using System.Text.Json.Serialization;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Servers;

namespace Muster.LoadTests.Measures;

/// <summary>Everything that a run found out.</summary>
/// <param name="settings">of every server that was started here</param>
/// <param name="seed">of who wrote when</param>
internal sealed class RunReport(string settings, int seed)
{
    private readonly List<Measured> _windows = [];
    private readonly Dictionary<string, LedgerReport> _ledgers = [];

    public string Settings => settings;

    public int Seed => seed;

    /// <summary>What the product is compared with.</summary>
    public string Baseline { get; init; } = ServerLineup.Baseline;

    public IReadOnlyList<Measured> Windows => _windows;

    public IReadOnlyDictionary<string, LedgerReport> Ledgers => _ledgers;

    [JsonIgnore]
    public Comparison Comparison { get; } = new();

    /// <summary>Of a bench; else empty.</summary>
    public IReadOnlyList<ComparisonRow> Table => Comparison.Rows(ServerLineup.Product, Baseline);

    public bool IsClean => _ledgers.Values.All(ledger => ledger.IsClean);

    public void Add(Measured window) => _windows.Add(window);

    public void Add(string server, LedgerReport ledger) => _ledgers[server] = ledger;
}
