using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What is done about people who do not keep to the guidelines: an agent warns, ends, or proposes a ban; a supervisor decides (S86 to S90).</summary>
internal sealed class AbuseEndpoints(Gate gate, IGrainFactory grains, KnownBans known)
{
    private static readonly NothingBody Nothing = new();

    public void Map(ApiRoutes routes)
    {
        routes.Post("conversations/{id}/warning", gate.Conversation(Warn, Audiences.Staff), "Remind the citizen of the agency's guidelines, which are quoted.",
            operation => operation.ForStaffOfConversation().Takes<WarningBody>(isOptional: true).Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed));
        routes.Post("conversations/{id}/termination", gate.Conversation(End, Audiences.Staff), "End it for abuse. The citizen reads how to appeal; supervisors of the area see the reason.",
            operation => operation.ForStaffOfConversation().Takes<TerminationBody>().Answers<ReceiptAnswer>());
        routes.Post("conversations/{id}/ban", gate.Conversation(Propose, Audiences.Staff), "Propose a ban of the citizen's browser, for supervisors to decide.",
            operation => operation.ForStaffOfConversation().Takes<BanBody>().Answers<BanAnswer>().Problems(ProblemKind.ConversationClosed));
        routes.Get("bans", gate.Staff(List, Role.Supervisor), "Proposals, bans and conversations ended for abuse, of the queues one watches; the newest first.",
            operation => operation.ForStaff(isRestricted: true).Answers<BanListAnswer>());
        routes.Post("bans/{ban}/approval", gate.Staff(Decide((bans, caller, decision) => bans.Approve(caller, decision)), Role.Supervisor), "Approve a proposed ban: it begins now.", Describe);
        routes.Post("bans/{ban}/refusal", gate.Staff(Decide((bans, caller, decision) => bans.Refuse(caller, decision)), Role.Supervisor), "Refuse a proposed ban.", Describe);
        routes.Post("bans/{ban}/lifting", gate.Staff(Decide((bans, caller, decision) => bans.Lift(caller, decision)), Role.Supervisor), "End a ban before its time.", Describe);
    }

    public static BanListAnswer Of(BanList list) => new([.. list.Bans.Select(Of)], [.. list.Ended.Select(Of)]);

    private static void Describe(ApiOperation operation) =>
        operation.ForStaff(isRestricted: true).TakesNothing().Answers<BanAnswer>().Problems(ProblemKind.NotFound);

    private async Task Warn(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.WarningBody, new WarningBody()) is not { } body)
            return;

        await (body.MessageId is null || Names.IsMessageId(body.MessageId)
            ? Answer.Receipt(http, await Again.IfRepeatable(body.MessageId is not null, () => Grain(call).Warn(call.Caller, new WarnCitizen(body.MessageId))))
            : http.RefuseField("messageId"));
    }

    private async Task End(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.TerminationBody) is not { } body)
            return;

        await (body.Reason is { } reason
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).EndForAbuse(call.Caller, new EndForAbuse(reason))))
            : http.RefuseField("reason"));
    }

    private async Task Propose(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.BanBody) is not { } body)
            return;

        if (body is not { Days: { } days, Reason: { } reason })
        {
            await http.RefuseField(body.Days is null ? "days" : "reason");
            return;
        }

        var outcome = await Again.IfUnknown(() => Grain(call).ProposeBan(call.Caller, new ProposeBan(days, reason)));
        await (outcome.Refusal == Refusal.InvalidRequest ? http.Explain(ProblemKind.InvalidRequest, ProblemWording.NoBan) : Write(http, outcome));
    }

    private async Task List(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await Bans(staff).List(staff.Caller);
        await (outcome.IsDone
            ? Answer.Write(http, Of(outcome.Value), ApiJson.Default.BanListAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private Func<HttpContext, StaffMemberOf, Task> Decide(Func<IBanGrain, Caller, DecideBan, Task<Outcome<Ban>>> decide) => async (http, staff) =>
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is null)
            return;

        var decision = new DecideBan((string)http.Request.RouteValues["ban"]!, staff.Member.Alias);
        var outcome = await Again.IfUnknown(() => decide(Bans(staff), staff.Caller, decision));
        known.Forget(staff.Agency);
        await Write(http, outcome);
    };

    private static Task Write(HttpContext http, Outcome<Ban> outcome) => outcome.IsDone
        ? Answer.Write(http, Of(outcome.Value), ApiJson.Default.BanAnswer)
        : http.Refuse(outcome.Refusal.Value);

    private static BanAnswer Of(Ban ban) => new(
        ban.Id, ban.Conversation, ban.Reference, ban.Area, ban.Alias, ban.Reason, ban.Days, ban.ProposedAt, Spelling.Of(ban.Status), ban.DecidedBy, ban.DecidedAt, ban.Until);

    private static EndedAnswer Of(EndedForAbuse ended) =>
        new(Spelling.Id(ended.Conversation), ended.Reference, ended.Area, ended.Alias, ended.Reason, ended.At);

    private IBanGrain Bans(StaffMemberOf staff) => grains.GetGrain<IBanGrain>(staff.Agency);

    private IConversationGrain Grain(ConversationCall call) => grains.GetGrain<IConversationGrain>(call.Key);
}
