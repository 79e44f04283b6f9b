using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Live;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>Where supervisors find a queue's open conversations, watch one, whisper to its agent, step in, hand it over, take it over and end it (S106).</summary>
internal sealed class OversightScreens(BoardDoor door, OpenDesk open, Boards boards, IGrainFactory grains, Feed feed, TimeProvider clock)
{
    /// <summary>Begins what stands for an expert group where a queue may stand.</summary>
    public const string Group = "group:";

    private static readonly Role[] Supervisors = [Role.Supervisor];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board/queues/{queue}", (HttpContext http, string queue) => door.Open(http, Allowance.Reads, Supervisors, (staff, agency) => ShowQueue(staff, agency, queue)));
        routes.MapGet("/board/conversations/{id}", (HttpContext http, string id, string? problem) =>
            door.Open(http, Allowance.Reads, Supervisors, (staff, agency) => Watch(staff, agency, id, problem)));
        routes.MapGroup("").AddEndpointFilter<OwnForms>().MapPost("/board/conversations/{id}", (HttpContext http, string id) =>
            door.Open(http, Allowance.Writes, Supervisors, (staff, agency) => Do(http, staff, agency, id)));
    }

    private async Task<IResult> ShowQueue(StaffMemberOf staff, AgencyNow agency, string queue)
    {
        var now = await open.Look(staff.Caller, queue);
        var told = now.IsDone ? await NoticeEndpoints.Ask(grains, staff.Caller, queue, one => one.LookAtNotice(staff.Caller)) : now.Refusal.Value;
        return now.IsDone
            ? new Page<QueuePage>(new Dictionary<string, object?>
            {
                [nameof(QueuePage.Name)] = agency.Settings.Queues.FirstOrDefault(one => one.Id == queue)?.Name ?? queue,
                [nameof(QueuePage.Queue)] = queue,
                [nameof(QueuePage.Now)] = now.Value,
                [nameof(QueuePage.Told)] = told.Value?.Notice,
                [nameof(QueuePage.Agency)] = agency.Settings,
            })
            : BoardDoor.Nothing(StatusCodes.Status404NotFound);
    }

    private async Task<IResult> Watch(StaffMemberOf staff, AgencyNow agency, string id, string? problem, (string What, string Text)? draft = null)
    {
        var now = await Look(staff, agency, id);
        return now.IsDone
            ? new Page<OversightPage>(
                new Dictionary<string, object?> { [nameof(OversightPage.Now)] = now.Value, [nameof(OversightPage.Problem)] = problem, [nameof(OversightPage.Draft)] = draft },
                draft is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : BoardDoor.Nothing(StatusCodes.Status404NotFound);
    }

    private async Task<Outcome<OversightNow>> Look(StaffMemberOf staff, AgencyNow agency, string id)
    {
        if (!ConversationName.IsId(id))
            return Refusal.NotFound;

        var key = GrainKey.Of(staff.Agency, id);
        var conversation = grains.GetGrain<IConversationGrain>(key);
        var view = await conversation.Look(staff.Caller);
        if (!view.IsDone)
            return view.Refusal.Value;

        var page = await conversation.Read(staff.Caller, Math.Max(0, view.Value.LastSeq - OversightNow.MostEntries), OversightNow.MostEntries);
        var why = await conversation.Why(staff.Caller);
        if (!page.IsDone || !why.IsDone)
            return page.Refusal ?? why.Refusal ?? Refusal.NotFound;

        var colleagues = await grains.GetGrain<IAgencyGrain>(staff.Agency).Colleagues(staff.Caller);
        ImmutableArray<QueueSettings> openQueues = [.. agency.Settings.Queues.Where(queue => agency.Opening(queue.Id) is { IsOpen: true })];
        ImmutableArray<StaffMember> agents = [.. (colleagues.Value?.Members ?? []).OrderBy(member => member.Alias, StringComparer.CurrentCulture)];
        var loads = (await boards.Of(staff.Agency, openQueues.Select(queue => queue.Id))).Values.Agents().ToDictionary(agent => agent.StaffId);
        return new OversightNow(key, clock.GetUtcNow(), staff.Member.Alias, view.Value, page.Value.Entries, why.Value.Assignments, agency.Settings, openQueues, agents, loads);
    }

    /// <summary>Does what a form asks, and shows what became of it: the conversation again, with what was typed where that cannot be taken; the queue, where it has gone elsewhere.</summary>
    private async Task<IResult> Do(HttpContext http, StaffMemberOf staff, AgencyNow agency, string id)
    {
        if (!ConversationName.IsId(id))
            return BoardDoor.Nothing(StatusCodes.Status404NotFound);

        var (form, key) = (await http.Request.ReadFormAsync(), GrainKey.Of(staff.Agency, id));
        var what = form["what"].ToString();
        var outcome = await Act(staff.Caller, key, what, form);
        if (outcome.IsDone)
            feed.Acknowledged(key, outcome.Value.Seq);
        return outcome.IsDone ? new SeeOther(what == "take" ? "/console" : what == "transfer" ? Names.IsSetting(form["from"]) ? $"/board/queues/{form["from"]}" : "/board" : $"/board/conversations/{id}")
            : outcome.Refusal == Refusal.NotFound ? BoardDoor.Nothing(StatusCodes.Status404NotFound)
            : outcome.Refusal is Refusal.InvalidRequest or Refusal.MessageTooLong or Refusal.SlowDown && what is "note" or "message" ? await Watch(staff, agency, id, "typed", (what, form["text"].ToString()))
            : new SeeOther($"/board/conversations/{id}?problem={(outcome.Refusal is Refusal.NotAvailable or Refusal.NoCapacity ? "room" : "1")}");
    }

    private async Task<Outcome<Receipt>> Act(Caller caller, string key, string what, IFormCollection form) =>
        what == "take" && Names.IsMessageId(form["messageId"])
            ? await Again.IfUnknown(() => grains.GetGrain<IAgentGrain>(GrainKey.Of(caller.Agency, caller.StaffId!)).TakeOver(caller, key, form["messageId"].ToString()))
            : await Act(caller, grains.GetGrain<IConversationGrain>(key), what, form);

    private static async Task<Outcome<Receipt>> Act(Caller caller, IConversationGrain conversation, string what, IFormCollection form) => what switch
    {
        "close" => await End(caller, conversation, form),
        "note" or "message" or "transfer" or "take" when !Names.IsMessageId(form["messageId"]) => Refusal.InvalidRequest,
        "note" => await Note(caller, conversation, form),
        "message" => await Say(caller, conversation, form),
        "transfer" => await HandOver(caller, conversation, form),
        _ => Refusal.InvalidRequest,
    };

    private static Task<Outcome<Receipt>> Note(Caller caller, IConversationGrain conversation, IFormCollection form) =>
        Again.IfUnknown(() => conversation.Note(caller, new AddNote(form["text"].ToString(), form["messageId"].ToString())));

    private static Task<Outcome<Receipt>> Say(Caller caller, IConversationGrain conversation, IFormCollection form) =>
        Again.IfUnknown(() => conversation.Post(caller, new PostMessage(form["messageId"].ToString(), form["text"].ToString())));

    private static Task<Outcome<Receipt>> HandOver(Caller caller, IConversationGrain conversation, IFormCollection form)
    {
        var to = Filled(form["queue"]);
        var group = to?.StartsWith(Group, StringComparison.Ordinal) == true ? to[Group.Length..] : null;
        var command = new TransferConversation(group is null ? to : null, Filled(form["agent"]), Filled(form["note"]))
        {
            Group = group,
            MessageId = form["messageId"].ToString(),
            BeyondLimit = form["beyondLimit"] == "on",
            Priority = Filled(form["priority"]),
        };
        return Again.IfUnknown(() => conversation.Transfer(caller, command));
    }

    private static Task<Outcome<Receipt>> End(Caller caller, IConversationGrain conversation, IFormCollection form) =>
        Again.IfUnknown(() => conversation.Close(caller, new CloseConversation(Filled(form["disposition"]), Filled(form["note"]))));

    private static string? Filled(StringValues field) => field.ToString() is { Length: > 0 } text ? text : null;
}
