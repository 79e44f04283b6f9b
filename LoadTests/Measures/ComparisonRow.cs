namespace Muster.LoadTests.Measures;

/// <summary>One line of the table: medians, their ratio, and what was asked.</summary>
internal sealed record ComparisonRow(
    string Number, string What, double? Product, double? Baseline, double? Ratio, double Floor, double Goal, string Verdict);
