using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What a console needs to know of its own agency: outcomes, tags, queues, and who a conversation may be handed to.</summary>
internal sealed class DeskEndpoints(Gate gate, IGrainFactory grains, KnownAgencies agencies, Boards boards)
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("agencies/me", gate.Staff(Desk), "The signed-in agency: dispositions, tags and queues.",
            operation => operation.ForStaff().Answers<DeskAnswer>());
        routes.Get("agencies/me/calendar", gate.Staff(Calendar, Role.Agent, Role.Supervisor, Role.Viewer, Role.Administrator, Role.Auditor), "When each queue is open in the next 14 days.",
            operation => operation.ForStaff(isRestricted: true).Answers<CalendarAnswer>());
        routes.Get("agencies/me/colleagues", gate.Staff(Colleagues), "Agents a conversation may be handed to, and what they can take now.",
            operation => operation.ForStaff(isRestricted: true).Answers<ColleaguesAnswer>());
    }

    private async Task Desk(HttpContext http, StaffMemberOf staff)
    {
        if (await agencies.Look(staff.Agency) is not { } agency)
        {
            await http.Refuse(ProblemKind.NotFound);
            return;
        }

        var settings = agency.Settings;
        await Answer.Write(
            http,
            new DeskAnswer(
                agency.Id,
                settings.Name,
                settings.TimeZone,
                [.. settings.Queues.Select((queue, index) => Of(queue, agency.Opening(queue.Id), agency.Lines[index], MayKnow(staff.Caller, queue.Id)))],
                settings.Dispositions,
                settings.Tags,
                settings.TagRequired,
                AgencyEndpoints.LimitsOf(settings),
                new AbuseAnswer(settings.Abuse.Guidelines, settings.Abuse.Appeal, settings.Abuse.LongestBanDays),
                LifeAtRiskSteps(settings),
                AgencyEndpoints.ChannelsOf(settings)),
            ApiJson.Default.DeskAnswer);
    }

    private static string[] LifeAtRiskSteps(AgencySettings settings)
    {
        var number = settings.EmergencyNumber is { Length: > 0 } own ? own : "the emergency number";
        var lifeAtRisk = settings.LifeAtRisk ?? new LifeAtRiskSettings(); // a node of the version before does not tell of it
        return [.. lifeAtRisk.Steps.Select(step => step.Replace("{number}", number, StringComparison.Ordinal))];
    }

    /// <summary>Those who hand over need to know how it stands where they hand over to; everybody else's areas are their own.</summary>
    private static bool MayKnow(Caller caller, string queue) => caller.Role == Role.Agent || caller.Areas.Contains(queue);

    /// <summary>How many wait is said to everybody (<see cref="AgencyEndpoints"/>), the rest is not.</summary>
    private static DeskQueueAnswer Of(QueueSettings queue, QueueOpening? opening, LineSnapshot? line, bool isKnown) => new(
        queue.Id, queue.Name, opening?.IsOpen ?? false, opening?.OpensAt, line?.Waiting, isKnown ? line?.OldestSince : null, isKnown ? line?.AvailableAgents : null);

    private async Task Calendar(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await grains.GetGrain<IAgencyGrain>(staff.Agency).Calendar(staff.Caller);
        if (!outcome.IsDone || await agencies.Look(staff.Agency) is not { } agency)
        {
            await http.Refuse(outcome.Refusal ?? Refusal.NotFound);
            return;
        }

        var calendar = outcome.Value;
        await Answer.Write(
            http,
            new CalendarAnswer(
                agency.Settings.TimeZone,
                calendar.From,
                calendar.Until,
                [.. calendar.Queues.Select(queue => new QueueCalendarAnswer(queue.Id, [.. queue.Open.Select(span => new OpenAnswer(span.From, span.Until))]))]),
            ApiJson.Default.CalendarAnswer);
    }

    private async Task Colleagues(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await grains.GetGrain<IAgencyGrain>(staff.Agency).Colleagues(staff.Caller);
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        var members = outcome.Value.Members.Where(member => member.Role == Role.Agent && member.StaffId != staff.Member.StaffId).ToList();
        var known = (await boards.Of(staff.Agency, members.SelectMany(member => member.Queues).Distinct())).Values.Agents().ToDictionary(agent => agent.StaffId);
        await Answer.Write(
            http,
            new ColleaguesAnswer([.. members.Select(member => Of(member, known.GetValueOrDefault(member.StaffId)))]),
            ApiJson.Default.ColleaguesAnswer);
    }

    private static ColleagueAnswer Of(StaffMember member, AgentAvailability? availability) => new(
        member.UserName,
        member.Alias,
        member.Queues,
        availability is null ? null : Spelling.Of(availability.Presence),
        availability?.Free);
}
