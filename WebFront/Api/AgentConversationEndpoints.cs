using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What staff alone do with a conversation.</summary>
internal sealed class AgentConversationEndpoints(Gate gate, IGrainFactory grains)
{
    private static readonly NothingBody Nothing = new();

    public void Map(ApiRoutes routes)
    {
        routes.Post("conversations/{id}/accept", gate.Conversation(Accept, Audiences.Staff), "Take what was offered.",
            operation => operation.ForStaffOfConversation().TakesNothing().Answers<AgentAnswer>());
        routes.Post("conversations/{id}/decline", gate.Conversation(Decline, Audiences.Staff), "Leave what was offered to somebody else; it keeps its age.",
            operation => operation.ForStaffOfConversation().TakesNothing().Answers<AgentAnswer>());
        routes.Post("conversations/{id}/notes", gate.Conversation(Note, Audiences.Staff), "Write what only staff see.",
            operation => operation.ForStaffOfConversation().Takes<NoteBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed, ProblemKind.MessageTooLong));
        routes.Post("conversations/{id}/tags", gate.Conversation(Tag, Audiences.Staff), "Set the tags.",
            operation => operation.ForStaffOfConversation().Takes<TagsBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed));
        routes.Post("conversations/{id}/transfer", gate.Conversation(Transfer, Audiences.Staff), "Hand over to a queue, to an expert group or to one agent, with a note for whoever takes it; a supervisor of its queue also moves one that waits. It may become more urgent with that.",
            operation => operation.ForStaffOfConversation().Takes<TransferBody>().Answers<ReceiptAnswer>()
                .Problems(ProblemKind.UnknownQueue, ProblemKind.QueueClosed, ProblemKind.ConversationClosed, ProblemKind.MessageTooLong));
        routes.Post("conversations/{id}/take", gate.Conversation(Take, Audiences.Staff), "Take it over, out of the line or from the agent who has it; for supervisors of its queue, who are available and have room.",
            operation => operation.ForStaffOfConversation().Takes<TakeBody>(isOptional: true).Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed));
        routes.Post("conversations/{id}/referral", gate.Conversation(Refer, Audiences.Staff), "Send the citizen one of the agency's other channels.",
            operation => operation.ForStaffOfConversation().Takes<ReferralBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed));
        routes.Get("conversations/{id}/why", gate.Conversation(Why, Audiences.Staff), "To whom it was given, when, and why it was them; for supervisors of its queue.",
            operation => operation.ForStaffOfConversation().Answers<WhyAnswer>());
        routes.Post("conversations/{id}/closing-question", gate.Conversation(AskClosing, Audiences.Staff), "Ask whether there is anything else.",
            operation => operation.ForStaffOfConversation().TakesNothing().Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed));
    }

    private Task Accept(HttpContext http, ConversationCall call) => Answered(http, call, (agent, key) => agent.Accept(call.Caller, key));

    private Task Decline(HttpContext http, ConversationCall call) => Answered(http, call, (agent, key) => agent.Decline(call.Caller, key));

    private async Task Why(HttpContext http, ConversationCall call)
    {
        if (call.Caller.Role != Role.Supervisor)
        {
            await http.Refuse(ProblemKind.NotAllowed);
            return;
        }

        var outcome = await Again.IfUnknown(() => grains.GetGrain<IConversationGrain>(call.Key).Why(call.Caller));
        await (outcome.IsDone
            ? Answer.Write(http, WhyAnswer.Of(outcome.Value), ApiJson.Default.WhyAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Answered(HttpContext http, ConversationCall call, Func<IAgentGrain, string, Task<Outcome<AgentView>>> answer)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is null)
            return;

        if (call.Caller.Role != Role.Agent)
        {
            await http.Refuse(ProblemKind.NotAllowed);
            return;
        }

        var agent = grains.GetGrain<IAgentGrain>(GrainKey.Of(call.Caller.Agency, call.Caller.StaffId!));
        var outcome = await Again.IfUnknown(() => answer(agent, call.Key));
        await (outcome.IsDone
            ? Answer.Write(http, AgentAnswers.Of(outcome.Value), ApiJson.Default.AgentAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Note(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.NoteBody) is not { } body)
            return;

        await (body.Text is { } text && (body.MessageId is null || Names.IsMessageId(body.MessageId))
            ? Answer.Receipt(http, await Grain(call).Note(call.Caller, new AddNote(text, body.MessageId)))
            : http.RefuseField(body.Text is null ? "text" : "messageId"));
    }

    private async Task Tag(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.TagsBody) is not { } body)
            return;

        await (body.Tags is { } tags && tags.All(tag => tag is not null)
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).Tag(call.Caller, new TagConversation([.. tags.OfType<string>()]))))
            : http.RefuseField("tags"));
    }

    private async Task Transfer(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.TransferBody) is not { } body)
            return;

        if (body.MessageId is not null && !Names.IsMessageId(body.MessageId))
        {
            await http.RefuseField("messageId");
            return;
        }

        if (string.IsNullOrWhiteSpace(body.Note))
        {
            await http.RefuseField("note");
            return;
        }

        var command = new TransferConversation(body.Queue, body.Agent, body.Note, body.Reason)
        {
            Group = body.Group,
            MessageId = body.MessageId ?? Names.FreshId(),
            BeyondLimit = body.BeyondLimit == true,
            Priority = body.Priority,
        };
        await Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).Transfer(call.Caller, command)));
    }

    private async Task Take(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.TakeBody, new TakeBody()) is not { } body)
            return;

        if (call.Caller.Role != Role.Supervisor)
        {
            await http.Refuse(ProblemKind.NotAllowed);
            return;
        }

        var messageId = body.MessageId ?? Names.FreshId();
        var agent = grains.GetGrain<IAgentGrain>(GrainKey.Of(call.Caller.Agency, call.Caller.StaffId!));
        await (Names.IsMessageId(messageId)
            ? Answer.Receipt(http, await Again.IfUnknown(() => agent.TakeOver(call.Caller, call.Key, messageId)))
            : http.RefuseField("messageId"));
    }

    private async Task Refer(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ReferralBody) is not { } body)
            return;

        await (body.Channel is { } channel && (body.MessageId is null || Names.IsMessageId(body.MessageId))
            ? Answer.Receipt(http, await Again.IfRepeatable(body.MessageId is not null, () => Grain(call).Refer(call.Caller, new ReferCitizen(channel, body.MessageId))))
            : http.RefuseField(body.Channel is null ? "channel" : "messageId"));
    }

    private async Task AskClosing(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is not null)
            await Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).AskClosing(call.Caller)));
    }

    private IConversationGrain Grain(ConversationCall call) => grains.GetGrain<IConversationGrain>(call.Key);
}
