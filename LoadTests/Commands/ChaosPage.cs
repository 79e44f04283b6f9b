using System.Globalization;
using System.Net;
using System.Text;
using Muster.LoadTests.Scenarios.Chaos;

namespace Muster.LoadTests.Commands;

/// <summary>A campaign as one page that needs nothing else: what was struck when, and what people felt, drawn and as tables.</summary>
internal static class ChaosPage
{
    private const int Width = 1100;
    private const int Height = 220;
    private const int Left = 56;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:1160px;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d5dae0}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}svg{width:100%;height:auto;background:#f7f9fb}svg text{font-size:12px;fill:#48525e}
        .node{stroke:#b42318}.front{stroke:#a15c00}.freeze{stroke:#5925dc}.restart{stroke:#067647}.database{stroke:#175cd3}
        @media(prefers-color-scheme:dark){body{background:#12161b;color:#e6eaef}svg{background:#1a2027}svg text{fill:#aeb8c4}th,td{border-color:#333c46}}
        """;

    public static string Of(Findings found)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Fault campaign</title><style>").Append(Style).Append("</style></head><body>");
        page.Append("<h1>Fault campaign</h1><p>").Append(Text(found.Title)).Append("</p>");
        AppendSummary(page, found);
        AppendPlot(page, found, "Messages on the other side's screen, per second", second => found.Interruptions.PerSecond.GetValueOrDefault(second));
        var longest = found.Interruptions.LongestPerSecond();
        AppendPlot(page, found, "Longest way of a message that arrived in that second, in seconds", second => longest.GetValueOrDefault(second) / 1000);
        AppendStrikes(page, found);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendSummary(StringBuilder page, Findings found)
    {
        page.Append("<table><tbody>");
        Row("Ledger", found.Ledger.ToString());
        Row("Places lost in a line", $"{found.Overtaken} of {found.Starts}");
        Row("Messages per second, throughout", Number(found.PerSecond));
        Row("Interruption of a person by a killed process, p50 / p99 / longest", Felt(StrikeKind.KillNode, StrikeKind.KillFront));
        Row("by a frozen node", Felt(StrikeKind.FreezeNode));
        Row("by a node that was told to stop", Felt(StrikeKind.RestartNode));
        Row("by a restart of PostgreSQL", Felt(StrikeKind.RestartDatabase));
        Row("Requests of unknown outcome, sent again", Number(found.SentAgain));
        Row("Requests refused for now (429, 503)", Number(found.Refused));
        Row("Healthy nodes voted out", Number(found.VotedOut));
        page.Append("</tbody></table>");

        void Row(string what, string value) => page.Append("<tr><th scope=\"row\">").Append(Text(what)).Append("</th><td>").Append(Text(value)).Append("</td></tr>");

        string Felt(params StrikeKind[] kinds) => found.Percentile(0.5, kinds) is { } middle
            ? $"{Seconds(middle)} / {Seconds(found.Percentile(0.99, kinds)!.Value)} / {Seconds(found.Percentile(1, kinds)!.Value)}"
            : "none";
    }

    private static void AppendPlot(StringBuilder page, Findings found, string title, Func<long, double> value)
    {
        var (first, last) = (found.BeganAt / 1_000_000_000, found.EndedAt / 1_000_000_000);
        var values = Enumerable.Range(0, (int)(last - first)).Select(second => value(first + second)).ToList();
        var top = Math.Max(values.DefaultIfEmpty().Max(), 1e-9);
        page.Append("<h2>").Append(Text(title)).Append("</h2><svg role=\"img\" aria-label=\"").Append(Text(title)).Append("; the table below tells the same of each strike\" viewBox=\"0 0 ")
            .Append(Invariant($"{Width} {Height + 24}")).Append("\">");
        foreach (var strike in found.Strikes)
            page.Append(Invariant($"<line class=\"{Class(strike.Kind)}\" x1=\"{X((strike.At - found.BeganAt) / 1e9):0.0}\" x2=\"{X((strike.At - found.BeganAt) / 1e9):0.0}\" y1=\"0\" y2=\"{Height}\"><title>{strike.Kind} {strike.Target}</title></line>"));
        page.Append("<polyline fill=\"none\" stroke=\"#1570ef\" stroke-width=\"1.5\" points=\"");
        for (var second = 0; second < values.Count; second++)
            page.Append(Invariant($"{X(second):0.0},{Height - (values[second] / top * (Height - 10)):0.0} "));
        page.Append("\"/>").Append(Invariant($"<text x=\"2\" y=\"14\">{top:0.##}</text><text x=\"2\" y=\"{Height}\">0</text><text x=\"{Left}\" y=\"{Height + 18}\">0 s</text>"))
            .Append(Invariant($"<text x=\"{Width - 60}\" y=\"{Height + 18}\">{values.Count} s</text></svg>"));

        double X(double second) => Left + (second / Math.Max(values.Count, 1) * (Width - Left));
    }

    private static void AppendStrikes(StringBuilder page, Findings found)
    {
        page.Append("<h2>Strikes</h2><table><thead><tr><th>at</th><th>what</th><th>whom</th><th class=\"n\">share of activations</th><th class=\"n\">out of the table after</th><th class=\"n\">serves again after</th><th class=\"n\">felt: p50 / p99 / longest</th><th></th></tr></thead><tbody>");
        foreach (var strike in found.Strikes)
        {
            var felt = found.Felt(strike);
            page.Append(Invariant($"<tr><td>{(strike.At - found.BeganAt) / 1e9:0} s</td><td>{strike.Kind}</td><td>{Text(strike.Target)}</td><td class=\"n\">{strike.Share:P0}</td>"))
                .Append(Invariant($"<td class=\"n\">{(strike.OutAfter is { } after ? Seconds(after.TotalMilliseconds) : "-")}</td><td class=\"n\">{Seconds((strike.BackAt - strike.At) / 1e6)}</td>"))
                .Append(Invariant($"<td class=\"n\">{Seconds(Findings.At(felt, 0.5))} / {Seconds(Findings.At(felt, 0.99))} / {Seconds(felt[^1])}</td><td>{Text(strike.Note)}</td></tr>"));
        }

        page.Append("</tbody></table>");
    }

    private static string Class(StrikeKind kind) => kind switch
    {
        StrikeKind.KillNode => "node",
        StrikeKind.KillFront => "front",
        StrikeKind.FreezeNode => "freeze",
        StrikeKind.RestartNode => "restart",
        _ => "database",
    };

    private static string Seconds(double milliseconds) => milliseconds == 0 ? "under 0.25 s" : Invariant($"{milliseconds / 1000:0.0} s");

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string words) => WebUtility.HtmlEncode(words);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
