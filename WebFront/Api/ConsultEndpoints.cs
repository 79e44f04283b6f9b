using Muster.Conversations;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>The holder of a conversation asks somebody who knows more, and keeps it (A13).</summary>
internal sealed class ConsultEndpoints(Gate gate, IGrainFactory grains)
{
    public void Map(ApiRoutes routes)
    {
        routes.Post("conversations/{id}/consults", gate.Conversation(Ask, Audiences.Staff), "Ask a queue, an expert group or one agent for advice, and keep the conversation.",
            operation => operation.ForStaffOfConversation().Takes<ConsultBody>().Answers<ReceiptAnswer>()
                .Problems(ProblemKind.UnknownQueue, ProblemKind.QueueClosed, ProblemKind.ConversationClosed, ProblemKind.MessageTooLong));
        routes.Post("conversations/{id}/consults/end", gate.Conversation(End, Audiences.Staff), "No more advice is needed.",
            operation => operation.ForStaffOfConversation().Takes<ConsultEndBody>().Answers<ReceiptAnswer>());
    }

    private async Task Ask(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ConsultBody) is not { } body)
            return;

        if (body.MessageId is not null && !Names.IsMessageId(body.MessageId))
        {
            await http.RefuseField("messageId");
            return;
        }

        if (string.IsNullOrWhiteSpace(body.Question))
        {
            await http.RefuseField("question");
            return;
        }

        var command = new AskConsult(body.Queue, body.Agent, body.Question) { Group = body.Group, MessageId = body.MessageId ?? Names.FreshId() };
        await Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).Consult(call.Caller, command)));
    }

    private async Task End(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ConsultEndBody) is not { } body)
            return;

        await (ConversationName.IsId(body.Consult)
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).EndConsult(call.Caller, new EndConsult(body.Consult!))))
            : http.RefuseField("consult"));
    }

    private IConversationGrain Grain(ConversationCall call) => grains.GetGrain<IConversationGrain>(call.Key);
}
