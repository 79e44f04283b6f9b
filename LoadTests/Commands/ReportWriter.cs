using System.Globalization;
using System.Text.Json;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>Prints what was measured, and writes it down as JSON.</summary>
internal static class ReportWriter
{
    private const int MostFaults = 20;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task Write(RunReport report, FileInfo? json)
    {
        PrintWindows(report.Windows);
        PrintTable(report.Table, report.Baseline);
        PrintLedgers(report.Ledgers);
        AnsiConsole.WriteLine($"Servers started here: {report.Settings}; seed {report.Seed}");
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(report, Readable));
    }

    private static void PrintWindows(IReadOnlyList<Measured> windows)
    {
        if (windows.Count == 0)
            return;
        var table = new Table().AddColumns(
            "server", "scenario", "per s", "server CPU s/1,000", "driver CPU s/1,000", "elsewhere", "ack ms p50/p95/p99/max", "delivery ms p50/p95/p99/max", "start or refill ms", "MiB", "refused", "again");
        foreach (var window in windows)
        {
            table.AddRow(
                Markup.Escape(window.Server),
                Markup.Escape(window.Scenario),
                window.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
                window.ServerSecondsPer1000.ToString("0.0000", CultureInfo.InvariantCulture) + (window.Parts.Length > 0 ? $" ({window.Parts})" : ""),
                window.DriverSecondsPer1000.ToString("0.0000", CultureInfo.InvariantCulture),
                window.ElsewhereShare.ToString("P0", CultureInfo.InvariantCulture),
                window.Acknowledged.ToString(),
                window.Delivered.ToString(),
                window.Reached.Count > 0 ? window.Reached.ToString() : window.Refilled.Count > 0 ? window.Refilled.ToString() : "-",
                window.ResidentMiB.ToString("N0", CultureInfo.InvariantCulture),
                window.Refused.ToString(CultureInfo.InvariantCulture),
                window.SentAgain.ToString(CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    private static void PrintTable(IReadOnlyList<ComparisonRow> rows, string baseline)
    {
        if (rows.Count == 0)
            return;
        var table = new Table().AddColumns("#", "measure (medians)", "product", baseline, "ratio", "floor", "goal", "reached");
        foreach (var row in rows)
            table.AddRow(row.Number, row.What, Figure(row.Product), Figure(row.Baseline), Figure(row.Ratio), Figure(row.Floor), Figure(row.Goal), row.Verdict);
        AnsiConsole.Write(table);
    }

    private static void PrintLedgers(IReadOnlyDictionary<string, LedgerReport> ledgers)
    {
        foreach (var (server, ledger) in ledgers)
        {
            AnsiConsole.WriteLine($"Ledger of {server}: {ledger}");
            foreach (var fault in ledger.Faults.Take(MostFaults))
                AnsiConsole.WriteLine($"  {fault.Kind} {fault.Conversation} #{fault.Seq}: {fault.What}");
        }
    }

    private static string Figure(double? value) => value switch
    {
        null => "-",
        >= 1000 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
