using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What an agent is told before they hand a conversation over: hours, free capacity, how many wait and how long it may take (S47).</summary>
internal sealed class HandoverEndpoint(Gate gate, IGrainFactory grains, KnownAgencies agencies, Boards boards, TimeProvider clock)
{
    public void Map(ApiRoutes routes) =>
        routes.Get("agencies/me/handovers", gate.Staff(Look, Role.Agent, Role.Supervisor), "Queues, expert groups and agents a conversation may be handed to, and how it stands there.",
            operation => operation.ForStaff(isRestricted: true).Answers<HandoversAnswer>()
                .Asks("queue", "The queue the conversation is in: agents who serve it would take it there.")
                .Asks("since", "When the conversation started, for a forecast of its own place; it keeps its age."));

    private async Task Look(HttpContext http, StaffMemberOf staff)
    {
        var (asked, now) = (http.Request.Query, clock.GetUtcNow());
        var (since, from) = (AskedMoment.Of(asked["since"]), (string?)asked["queue"]);
        if ((asked.ContainsKey("since") && since is null) || (asked.ContainsKey("queue") && !Names.IsSetting(from)))
        {
            await http.RefuseField(since is null && asked.ContainsKey("since") ? "since" : "queue");
            return;
        }

        var colleagues = await grains.GetGrain<IAgencyGrain>(staff.Agency).Colleagues(staff.Caller);
        if (!colleagues.IsDone || await agencies.Look(staff.Agency) is not { } agency)
        {
            await http.Refuse(colleagues.Refusal ?? Refusal.NotFound);
            return;
        }

        var known = new Standings(agency, await boards.Of(staff.Agency, agency.Settings.Queues.Select(queue => queue.Id)), now);
        await Answer.Write(
            http,
            new HandoversAnswer(
                now,
                [.. agency.Settings.Queues.Select(queue => known.Of(queue, since))],
                [.. agency.Settings.ExpertGroups.OrNone().Select(known.Of)],
                [.. colleagues.Value.Members
                    .Where(member => member.StaffId != staff.Member.StaffId)
                    .Select(member => known.Of(member, from))
                    .OfType<HandoverAgentAnswer>()
                    .OrderBy(agent => agent.Alias, StringComparer.Ordinal)],
                [.. agency.Settings.Priorities.OrderBy(one => one.HeadStartSeconds).Select(one => new HandoverPriorityAnswer(one.Id, one.Name))]),
            ApiJson.Default.HandoversAnswer);
    }

    /// <summary>How the queues of an agency stand.</summary>
    /// <param name="Agency">Its hours and lines.</param>
    /// <param name="Boards">By queue, without those that could not be asked.</param>
    /// <param name="At">When they were asked.</param>
    private sealed record Standings(AgencyNow Agency, IReadOnlyDictionary<string, QueueBoard> Boards, DateTimeOffset At)
    {
        private readonly IReadOnlyDictionary<string, AgentAvailability> _agents = Boards.Values.Agents().ToDictionary(agent => agent.StaffId);

        public HandoverQueueAnswer Of(QueueSettings queue, DateTimeOffset? since)
        {
            var (opening, line) = (Agency.Opening(queue.Id), Agency.Line(queue.Id));
            var wait = line is null ? null : since is { } age ? Place.Of(line, age.UtcTicks).Wait ?? line.WaitNow() : line.WaitNow();
            return new HandoverQueueAnswer(
                queue.Id, queue.Name, opening is { IsOpen: true }, opening?.OpensAt, opening?.ClosesAt, Boards.GetValueOrDefault(queue.Id)?.FreePlaces, WaitingIn(queue.Id),
                new HandoverWaitAnswer(wait?.Low, wait?.High, line?.Outlook?.At ?? line?.At ?? At));
        }

        public HandoverGroupAnswer Of(ExpertGroup group)
        {
            var opening = Agency.Opening(group.Queue);
            var now = Boards.GetValueOrDefault(group.Queue)?.Groups.OrNone().FirstOrDefault(one => one.Id == group.Id);
            return new HandoverGroupAnswer(
                group.Id, group.Name, group.Queue, opening is { IsOpen: true }, opening?.OpensAt, opening?.ClosesAt, now?.Available, now?.FreePlaces, WaitingIn(group.Queue), Unknown);
        }

        /// <summary>Null for one who serves no queue of the agency's.</summary>
        public HandoverAgentAnswer? Of(StaffMember member, string? from)
        {
            var serves = member.Queues.AddRange(member.HelpsIn.OrNone());
            if (serves.Where(Agency.Has).OrderBy(queue => queue == from ? 0 : Agency.Opening(queue) is { IsOpen: true } ? 1 : 2).FirstOrDefault() is not { } queue)
                return null;

            var (opening, known) = (Agency.Opening(queue), _agents.GetValueOrDefault(member.StaffId));
            return new HandoverAgentAnswer(
                member.UserName, member.Alias, queue, opening is { IsOpen: true }, opening?.OpensAt, opening?.ClosesAt,
                known is null ? null : Spelling.Of(known.Presence), known?.Free, WaitingIn(queue), Unknown);
        }

        private HandoverWaitAnswer Unknown => new(null, null, At);

        private int? WaitingIn(string queue) => Boards.GetValueOrDefault(queue)?.Waiting ?? Agency.Line(queue)?.Waiting;
    }
}
