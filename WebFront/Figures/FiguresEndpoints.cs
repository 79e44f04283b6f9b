using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Muster.Identity;
using Muster.Metrics;
using Muster.WebFront.Api;
using Muster.WebFront.Security;

namespace Muster.WebFront.Figures;

/// <summary>A queue's figures by the quarter of an hour, each with its definition (S51).</summary>
internal sealed class FiguresEndpoints(Gate gate, FiguresDesk desk, TimeProvider clock)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    public void Map(ApiRoutes routes) => routes.Get(
        "queues/{queue}/figures",
        gate.Staff(Look, Role.Supervisor, Role.Viewer),
        "What happened in a queue, by the quarter of an hour, with what each figure means.",
        operation => operation.ForStaff(isRestricted: true)
            .Asks("from", "A date and time with its offset, as 2026-11-22T08:00:00Z; the quarter of an hour it lies in is the first. A day before the end without it.")
            .Asks("until", $"The quarter of an hour it lies in is the last; at most {FiguresDesk.MostQuarters} quarters in all. Now without it.")
            .Asks("format", "json (the default) or csv.")
            .Answers<FiguresAnswer>()
            .AnswersText("text/csv", "A line for each quarter of an hour, with a heading; before it a line for each figure's definition, beginning with #.")
            .Problems(ProblemKind.NotFound));

    private async Task Look(HttpContext http, StaffMemberOf staff)
    {
        var (asked, now) = (http.Request.Query, clock.GetUtcNow());
        var (given, end) = (Moment(asked["from"]), Moment(asked["until"]));
        var until = QuarterOfHour.Of(end ?? now) + QuarterOfHour.Length;
        var from = QuarterOfHour.Of(given ?? (until - Usual));
        var wrong = given is null && asked.ContainsKey("from") ? "from"
            : end is null && asked.ContainsKey("until") ? "until"
            : from >= until || (until - from) / QuarterOfHour.Length > FiguresDesk.MostQuarters ? "from"
            : asked["format"].Count > 1 || (string?)asked["format"] is not (null or "json" or "csv") ? "format"
            : null;
        if (wrong is not null)
        {
            await http.RefuseField(wrong);
            return;
        }

        var outcome = await desk.Look(staff.Caller, (string)http.Request.RouteValues["queue"]!, from, until);
        await (!outcome.IsDone ? http.Refuse(outcome.Refusal.Value)
            : asked["format"] == "csv" ? WriteCsv(http, outcome.Value)
            : Answer.Write(http, Of(outcome.Value, from, until, now), ApiJson.Default.FiguresAnswer));
    }

    /// <summary>Within the years that a key can name.</summary>
    private static DateTimeOffset? Moment(StringValues text) => AskedMoment.Of(text) is { Year: > 2_000 and < 3_000 } moment ? moment : null;

    private static FiguresAnswer Of(QueueQuarters asked, DateTimeOffset from, DateTimeOffset until, DateTimeOffset at) => new(
        asked.Queue.Id,
        from,
        until,
        at,
        FigureDefinition.All.ToDictionary(figure => figure.Name, figure => figure.Means),
        Values(asked.Total),
        [.. asked.Quarters.Select(quarter => new QuarterAnswer(quarter.From, Values(asked.Of(quarter))))]);

    private static Dictionary<string, double?> Values(QueueFigures figures) =>
        FigureDefinition.All.ToDictionary(figure => figure.Name, figure => figure.Of(figures) is { } value ? Math.Round(value, 3) : (double?)null);

    private static Task WriteCsv(HttpContext http, QueueQuarters asked)
    {
        var text = new StringBuilder();
        foreach (var figure in FigureDefinition.All)
            text.Append("# ").Append(figure.Name).Append(": ").Append(figure.Means).Append("\r\n");
        text.Append("from,").AppendJoin(',', FigureDefinition.All.Select(figure => figure.Name)).Append("\r\n");
        foreach (var quarter in asked.Quarters)
        {
            var figures = asked.Of(quarter);
            text.Append(quarter.From.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Append(',')
                .AppendJoin(',', FigureDefinition.All.Select(figure => figure.Text(figures))).Append("\r\n");
        }

        return Answer.Csv(http, text.ToString(), $"figures-{asked.Queue.Id}.csv");
    }
}

/// <param name="Until">The end of the last quarter of an hour.</param>
/// <param name="At">When they were asked for; the last quarter may still be running.</param>
/// <param name="Definitions">What each figure means, by its name.</param>
/// <param name="Total">All quarters together. Null for a figure without anything to count.</param>
internal sealed record FiguresAnswer(
    string Queue,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset At,
    IReadOnlyDictionary<string, string> Definitions,
    IReadOnlyDictionary<string, double?> Total,
    IReadOnlyList<QuarterAnswer> Quarters);

internal sealed record QuarterAnswer(DateTimeOffset From, IReadOnlyDictionary<string, double?> Figures);
