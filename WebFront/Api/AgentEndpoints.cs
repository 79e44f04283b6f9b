using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>An agent's own console: presence, what is held, and the one stream.</summary>
internal sealed class AgentEndpoints(Gate gate, StaffSessions sessions, IGrainFactory grains, Feed feed, OpenStreams streams, TimeProvider clock)
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("agents/me", gate.Staff(Me, Role.Agent, Role.Supervisor), "Presence and capacity, as the server knows them.",
            operation => operation.ForStaff(isRestricted: true).Answers<AgentAnswer>());
        routes.Put("agents/me/presence", gate.Staff(SetPresence, Role.Agent, Role.Supervisor), "Whether, and how much, work may be given; to a supervisor, nothing but what they take over.",
            operation => operation.ForStaff(isRestricted: true).Takes<PresenceBody>().Answers<AgentAnswer>());
        routes.Put("agents/{username}/presence", gate.Staff(SetPresenceFor, Role.Supervisor), "Takes an agent of one's queues out of work: busy, away or offline.",
            operation => operation.ForStaff(isRestricted: true).Takes<PresenceForBody>().Answers<PresenceForAnswer>().Problems(ProblemKind.NotFound));
        routes.Put("agents/{username}/loan", gate.Staff(Lend, Role.Supervisor), "Lends an agent of one's queues to another of one's queues for a time, or takes them back.",
            operation => operation.ForStaff(isRestricted: true).Takes<LoanBody>().Answers<LoansAnswer>().Problems(ProblemKind.NotFound, ProblemKind.UnknownQueue));
        routes.Get("agents/me/conversations", gate.Staff(Held, Role.Agent, Role.Supervisor), "Exactly the conversations that count against capacity.",
            operation => operation.ForStaff(isRestricted: true).Answers<HeldListAnswer>());
        routes.Get("agents/me/events", gate.Staff(Follow, Allowance.Streams, Role.Agent, Role.Supervisor), "One stream for everything the agent needs; its id is an opaque cursor.",
            operation => operation.ForStaff(isRestricted: true).ResumedByCursor().Streams("entries with their conversation; assigned, released, offered, presence, queues, typing, read, citizen-presence, no-reply, heartbeat"));
    }

    private async Task Me(HttpContext http, StaffMemberOf staff) =>
        await Write(http, await Again.IfUnknown(() => Grain(staff).Renew(staff.Caller)), view => Answer.Write(http, AgentAnswers.Of(view), ApiJson.Default.AgentAnswer));

    private async Task Held(HttpContext http, StaffMemberOf staff) =>
        await Write(http, await Again.IfUnknown(() => Grain(staff).Renew(staff.Caller)), view => Answer.Write(http, AgentAnswers.Held(view), ApiJson.Default.HeldListAnswer));

    private async Task SetPresence(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.PresenceBody) is not { } body)
            return;

        if (Spelling.PresenceOf(body.Status) is not { } presence)
        {
            await http.RefuseField("status");
            return;
        }

        var outcome = await Again.IfUnknown(() => Grain(staff).SetPresence(staff.Caller, new SetPresence(presence, body.Capacity)));
        await Write(http, outcome, view => Answer.Write(http, AgentAnswers.Of(view), ApiJson.Default.AgentAnswer));
    }

    private async Task SetPresenceFor(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.PresenceForBody) is not { } body)
            return;

        if (Spelling.PresenceOf(body.Status) is not { } presence || presence == Presence.Available)
        {
            await http.RefuseField("status");
            return;
        }

        var outcome = await AgentsOf.SetPresence(grains, staff.Caller, (string)http.Request.RouteValues["username"]!, presence);
        await Write(http, outcome, view => Answer.Write(http, new PresenceForAnswer(view.Alias, Spelling.Of(view.Presence)), ApiJson.Default.PresenceForAnswer));
    }

    private async Task Lend(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.LoanBody) is not { } body)
            return;

        if (body is not { Queue: { } queue, Minutes: { } minutes })
        {
            await http.RefuseField(body.Queue is null ? "queue" : "minutes");
            return;
        }

        var outcome = await AgentsOf.Lend(grains, staff.Caller, new LendAgent((string)http.Request.RouteValues["username"]!, queue, minutes));
        await (outcome.IsDone
            ? Answer.Write(http, new LoansAnswer(outcome.Value.Alias, [.. outcome.Value.Loans.Where(loan => staff.Caller.Areas.Contains(loan.Queue)).Select(loan => new LoanAnswer(loan.Queue, loan.Until))]), ApiJson.Default.LoansAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Follow(HttpContext http, StaffMemberOf staff)
    {
        var text = (string?)http.Request.Headers["Last-Event-ID"] ?? http.Request.Query["after"];
        if ((string.IsNullOrEmpty(text) ? new AgentCursor() : AgentCursor.Parse(text)) is not { } cursor)
        {
            await http.RefuseField("after");
            return;
        }

        var session = http.Request.Cookies[StaffCookie.Name]!;
        var outcome = await feed.FollowAgent(staff.Caller, cursor.In(staff.Agency));
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        var follower = outcome.Value;
        using (streams.Enter(staff.Session.Id, isStaff: true, () => follower.SendAway(OpenStreams.ComeBackAfter)))
            await EventStream.Write(http, follower, new AgentEvents(cursor), clock, () => sessions.MayGoOn(session));
    }

    private static Task Write(HttpContext http, Outcome<AgentView> outcome, Func<AgentView, Task> write) =>
        outcome.IsDone ? write(outcome.Value) : http.Refuse(outcome.Refusal.Value);

    private IAgentGrain Grain(StaffMemberOf staff) => grains.GetGrain<IAgentGrain>(GrainKey.Of(staff.Agency, staff.Member.StaffId));
}
