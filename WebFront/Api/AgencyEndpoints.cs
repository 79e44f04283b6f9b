using System.Text.Json;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Queues;

namespace Muster.WebFront.Api;

/// <summary>What anybody may know of an agency before they write a word.</summary>
internal sealed class AgencyEndpoints(Gate gate, KnownAgencies agencies)
{
    public void Map(ApiRoutes routes) => routes.Get(
        "agencies/{agency}",
        gate.Open(Look),
        "An agency: its queues, hours, waiting times and other channels.",
        operation => operation.Answers<AgencyAnswer>().Problems(ProblemKind.UnknownAgency));

    private async Task Look(HttpContext http)
    {
        if (await agencies.Look((string?)http.Request.RouteValues["agency"]) is not { } agency)
        {
            await http.Refuse(ProblemKind.UnknownAgency);
            return;
        }

        // Written once for all who look within the same second.
        await Answer.Bytes(http, agency.Page ??= JsonSerializer.SerializeToUtf8Bytes(Of(agency), ApiJson.Default.AgencyAnswer));
    }

    private static AgencyAnswer Of(AgencyNow agency)
    {
        var settings = agency.Settings;
        return new AgencyAnswer(
            agency.Id,
            settings.Name,
            settings.TimeZone,
            [.. settings.Queues.Select((queue, index) => Of(agency, queue, agency.Lines[index]))],
            [.. settings.SpecialDays.Select(day => new SpecialDayAnswer(day.Date, day.Name, [.. day.Open.Select(span => new SpanAnswer(Time(span.From), Time(span.Until)))]))],
            settings.Greeting,
            settings.About,
            settings.Notices,
            Incident: null,
            new PrivacyAnswer(settings.PrivacyNotice, settings.PrivacyUrl),
            settings.GuidelinesUrl,
            settings.Abuse.Guidelines,
            ChannelsOf(settings),
            settings.EmergencyNumber,
            new ColoursAnswer(settings.Colours.Accent, settings.Colours.OnAccent, settings.Colours.AccentDark, settings.Colours.OnAccentDark),
            LimitsOf(settings),
            agency.At);
    }

    public static ChannelAnswer[] ChannelsOf(AgencySettings settings) =>
        [.. settings.Channels.Select(channel => new ChannelAnswer(channel.Name, channel.Value, channel.Url))];

    public static LimitsAnswer LimitsOf(AgencySettings settings) =>
        new(settings.Limits.IdleMinutes, ConversationLimits.LongestText, ConversationLimits.LongestField);

    /// <summary>Of whoever comes now.</summary>
    public static WaitAnswer WaitOf(LineSnapshot? line, DateTimeOffset now) => line is { Outlook: { } outlook } && line.WaitNow() is { } wait
        ? new WaitAnswer(wait.Low, wait.High, outlook.At, Spelling.Of(outlook.Trend))
        : new WaitAnswer(null, null, line?.At ?? now, null);

    private static QueueAnswer Of(AgencyNow agency, QueueSettings queue, LineSnapshot? line)
    {
        var opening = agency.Opening(queue.Id);
        return new QueueAnswer(
            queue.Id,
            queue.Name,
            opening?.IsOpen ?? false,
            opening?.OpensAt,
            opening?.ClosesAt,
            queue.TakesMessagesWhenClosed,
            [.. (queue.Hours ?? agency.Settings.Hours).Select(hours => new HoursAnswer(Spelling.Of(hours.Day), Time(hours.From), Time(hours.Until)))],
            line?.Waiting,
            WaitOf(line, agency.At));
    }

    private static string Time(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
