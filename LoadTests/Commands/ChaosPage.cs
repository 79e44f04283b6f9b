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

    /// <summary>What is felt alike stands together.</summary>
    private static readonly (string Name, StrikeKind[] Kinds)[] Groups =
    [
        ("killed node", [StrikeKind.KillNode]),
        ("killed front", [StrikeKind.KillFront]),
        ("frozen node", [StrikeKind.FreezeNode]),
        ("slow or cut network", [StrikeKind.DelayNode, StrikeKind.CutNode, StrikeKind.CutDatabase]),
        ("told to stop, or added", [StrikeKind.RestartNode, StrikeKind.RestartFront, StrikeKind.AddNode, StrikeKind.RemoveNode]),
        ("restart of PostgreSQL", [StrikeKind.RestartDatabase]),
    ];

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:1160px;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d5dae0}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}svg{width:100%;height:auto;background:#f7f9fb}svg text{font-size:12px;fill:#48525e}
        .node{stroke:#b42318}.front{stroke:#a15c00}.freeze{stroke:#7a3ff2}.network{stroke:#c11574}.restart{stroke:#067647}.database{stroke:#175cd3}.all{stroke:#1570ef}
        svg line{stroke-width:2;opacity:.7}.key svg{width:1.6rem;height:.8rem;background:none;margin:0 .3rem 0 1rem}.kept{color:#067647}.broken{color:#b42318;font-weight:600}
        @media(prefers-color-scheme:dark){body{background:#12161b;color:#e6eaef}svg{background:#1a2027}svg text{fill:#aeb8c4}.kept{color:#47cd89}.broken{color:#f97066}th,td{border-color:#333c46}}
        """;

    public static string Of(Findings found)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Fault campaign</title><style>").Append(Style).Append("</style></head><body>");
        page.Append("<h1>Fault campaign</h1><p>").Append(Text(found.Title)).Append("</p>");
        AppendPromises(page, found);
        AppendSummary(page, found);
        AppendKey(page, found);
        AppendPlot(page, found, "Messages on the other side's screen, per second", second => found.Interruptions.PerSecond.GetValueOrDefault(second));
        var longest = found.Interruptions.LongestPerSecond();
        AppendPlot(page, found, "Longest way of a message that arrived in that second, in seconds", second => longest.GetValueOrDefault(second) / 1000);
        AppendStrikes(page, found);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendPromises(StringBuilder page, Findings found)
    {
        page.Append("<table><thead><tr><th>promised</th><th></th><th>seen</th></tr></thead><tbody>");
        foreach (var promise in found.Promises)
        {
            page.Append("<tr><th scope=\"row\">").Append(Text(promise.Words)).Append(promise.IsKept ? "</th><td class=\"kept\">kept</td><td>" : "</th><td class=\"broken\">broken</td><td>")
                .Append(Text(promise.Seen)).Append("</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    /// <summary>What each colour of the plots says.</summary>
    private static void AppendKey(StringBuilder page, Findings found)
    {
        page.Append("<p class=\"key\">");
        foreach (var (name, kinds) in Groups.Where(group => found.Strikes.Any(strike => group.Kinds.Contains(strike.Kind))))
            page.Append(Invariant($"<svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><line class=\"{Class(kinds[0])}\" x1=\"0\" x2=\"24\" y1=\"5\" y2=\"5\"/></svg>{name}"));
        page.Append("</p>");
    }

    private static void AppendSummary(StringBuilder page, Findings found)
    {
        page.Append("<table><tbody>");
        Row("Messages per second, throughout", Invariant($"{found.PerSecond:0} for {(found.EndedAt - found.BeganAt) / 1e9:0} s"));
        Row("Conversations talking, at the fewest", Number(found.FewestTalking));
        foreach (var (name, kinds) in Groups.Where(group => found.Percentile(0.5, group.Kinds) is not null))
            Row($"Interruption of a person, {name}: p50 / p99 / longest", Felt(kinds));
        Row("Requests", Number(found.Requests));
        Row("failed at the first attempt; at the second too", $"{Number(found.Failed)}; {Number(found.NotHealed)}");
        Row("of unknown outcome, sent again", Number(found.SentAgain));
        Row("refused for now (429, 503)", Number(found.Refused));
        page.Append("</tbody></table>");

        void Row(string what, string value) => page.Append("<tr><th scope=\"row\">").Append(Text(what)).Append("</th><td>").Append(Text(value)).Append("</td></tr>");

        string Felt(StrikeKind[] kinds) => string.Join(" / ", ((double[])[0.5, 0.99, 1]).Select(share => Seconds(found.Percentile(share, kinds)!.Value)));
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
        page.Append("<polyline fill=\"none\" class=\"all\" stroke-width=\"1.5\" points=\"");
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
        StrikeKind.DelayNode or StrikeKind.CutNode or StrikeKind.CutDatabase => "network",
        StrikeKind.RestartDatabase => "database",
        _ => "restart",
    };

    private static string Seconds(double milliseconds) => milliseconds == 0 ? "under 0.25 s" : Invariant($"{milliseconds / 1000:0.0} s");

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string words) => WebUtility.HtmlEncode(words);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
