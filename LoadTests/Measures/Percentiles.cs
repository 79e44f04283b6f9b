namespace Muster.LoadTests.Measures;

/// <summary>Milliseconds.</summary>
internal sealed record Percentiles(long Count, double P50, double P95, double P99, double Max)
{
    public override string ToString() => $"{P50:0.00} / {P95:0.00} / {P99:0.00} / {Max:0.0}";
}
