using System.Collections.Immutable;
using System.Globalization;

namespace Muster.WebFront.Figures;

/// <summary>A figure, and what it means: the words stand beside it wherever it is shown or exported (S51).</summary>
/// <param name="Name">As the contract spells it, its unit at the end.</param>
/// <param name="Means">In English, for whoever reads the export.</param>
/// <param name="Of">Its value; null where there was nothing to count.</param>
internal sealed record FigureDefinition(string Name, string Means, Func<QueueFigures, double?> Of)
{
    /// <summary>In the order they are exported. All of them come from the server's clock, and are counted in the quarter of an hour in which they happened.</summary>
    public static readonly ImmutableArray<FigureDefinition> All =
    [
        new("queued", "Conversations that were started within the hours, each counted in the queue where it waits first.", figures => figures.Queued),
        new("outOfHours", "Messages that were left outside the hours.", figures => figures.OutOfHours),
        new("refused", "Starts that were turned away: refusedClosed + refusedBanned + refusedTooOften. Each start once, however often the same one is sent again to the same front. Starts for a queue that there is not, and what no page would send, are not among them.", figures => figures.Refused),
        new("refusedClosed", "Starts turned away because the queue was closed, and takes no messages then or they left none.", figures => figures.RefusedClosed),
        new("refusedBanned", "Starts by browsers that the agency has banned.", figures => figures.RefusedBanned),
        new("refusedTooOften", "Starts by browsers that had just started very many.", figures => figures.RefusedTooOften),
        new("challenged", "Starts that were asked for a proof of work, which browsers bring by themselves, or to wait, because far too many came; most of them came in after that, and they are not among refused.", figures => figures.Challenged),
        new("answered", "Conversations that an agent joined for the first time.", figures => figures.Answered),
        new("served", "Conversations that were closed after an agent had them.", figures => figures.Served),
        new("abandoned", "Citizens who left while they waited, before any agent had joined.", figures => figures.Abandoned),
        new("endedInLine", "Conversations that a supervisor ended while they waited, before any agent had joined; not among abandoned.", figures => figures.EndedInLine),
        new("abandonedBeforeReply", "Citizens who left after an agent had joined and before the agent wrote a word.", figures => figures.AbandonedBeforeReply),
        new("abandonment", "abandoned / (abandoned + answered), 0 to 1.", figures => figures.Abandonment),
        new("serviceLevel", "Conversations answered in less than serviceLevelSeconds / (answered + abandoned), 0 to 1.", figures => figures.ServiceLevel),
        new("serviceLevelSeconds", "The queue's threshold for serviceLevel.", figures => figures.Threshold),
        new("asaSeconds", "Average speed of answer: the mean time from the start until the first agent joined, of those answered.", figures => figures.AnswerSeconds),
        new("ahtSeconds", "Average handling time: the mean time from the first agent's joining until the close, wrap-up and a wait between two agents included, of those served.", figures => figures.HandlingSeconds),
        new("staffedSeconds", "The time for which the queue's agents were available, or held a conversation and were not offline, of all of them added up. Those lent to the queue are included, those who only help are not; an agent of several queues counts in each of them, so they cannot be added over queues.", figures => figures.StaffedSeconds),
        new("occupancy", "The part of staffedSeconds in which the agents held at least one conversation, 0 to 1; of whichever queue, wrap-up included, an offer not.", figures => figures.Occupancy),
        new("concurrency", "Average concurrency: how many conversations an agent held at once, over the time in which they held at least one.", figures => figures.Concurrency),
        new("firstReplyP50Seconds", "Half of the first replies came within this time of the start.", figures => figures.FirstReplySeconds(0.5)),
        new("firstReplyP90Seconds", "Nine in ten of the first replies came within this time of the start.", figures => figures.FirstReplySeconds(0.9)),
        new("responseP50Seconds", "Half of the citizens' turns were answered within this time of their first unanswered words.", figures => figures.ResponseSeconds(0.5)),
        new("responseP90Seconds", "Nine in ten of the citizens' turns were answered within this time of their first unanswered words.", figures => figures.ResponseSeconds(0.9)),
        new("answeredByNotice", "Citizens who left the line because a notice to all in it answered their question; not among abandoned.", figures => figures.AnsweredByNotice),
        new("noticeNotEnough", "Times a citizen said that such a notice did not answer their question.", figures => figures.NoticeNotEnough),
        new("contactAsked", "Citizens who asked in the line to be called, or answered later; from then on they count in nothing else but contactCompleted.", figures => figures.ContactAsked),
        new("contactCompleted", "Left messages and contacts asked for that an agent has closed.", figures => figures.ContactCompleted),
        new("contactSeconds", "The mean time from the asking, or the leaving of the message, until that close.", figures => figures.ContactSeconds),
        new("rated", "Citizens who rated.", figures => figures.Rated),
        new("satisfaction", "The mean of their ratings, 1 to 5.", figures => figures.Satisfaction),
    ];

    /// <summary>As a number is written in JSON and in a table: whole, or with three decimals at most; empty where there is none.</summary>
    public string Text(QueueFigures figures) => Of(figures)?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
