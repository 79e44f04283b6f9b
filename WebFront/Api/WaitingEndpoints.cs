using Muster.Conversations;
using Muster.WebFront.Abuse;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What a citizen can do instead of waiting at the screen, and what their agent says came of it.</summary>
internal sealed class WaitingEndpoints(Gate gate, IGrainFactory grains)
{
    public void Map(ApiRoutes routes)
    {
        routes.Post("conversations/{id}/contact", gate.Conversation(Ask, Audiences.Citizen, Allowance.Writes), "Be called in one's turn, or answered later, instead of waiting at the screen. Asked again, the new address and time count.",
            operation => operation.ForConversation().Takes<ContactBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.NotAllowed, ProblemKind.ConversationClosed, ProblemKind.SlowDown));
        routes.Post("conversations/{id}/notice-answer", gate.Conversation(AnswerNotice, Audiences.Citizen, Allowance.Writes), "Whether what everybody in the line is told answers the question. If it does, the conversation ends.",
            operation => operation.ForConversation().Takes<NoticeAnswerBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.NotAllowed, ProblemKind.ConversationClosed));
        routes.Post("conversations/{id}/contact-result", gate.Conversation(Record, Audiences.Staff), "What came of reaching the citizen as they asked; with a time, it goes back to the line until then.",
            operation => operation.ForStaffOfConversation().Takes<ContactResultBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.ConversationClosed, ProblemKind.MessageTooLong));
    }

    private async Task Ask(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ContactBody) is not { } body)
            return;

        if (body.MessageId is not null && !Names.IsMessageId(body.MessageId))
        {
            await http.RefuseField("messageId");
            return;
        }

        await (RequestOf(body, isCallBack: body.CallBack) is { } request
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).AskForContact(call.Caller, request)))
            : http.RefuseField(body.Address is null ? "address" : "channel"));
    }

    private async Task AnswerNotice(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.NoticeAnswerBody) is not { } body)
            return;

        await (body is { Notice: { } notice, Helped: { } helped }
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).AnswerNotice(call.Caller, new AnswerNotice(notice, helped))))
            : http.RefuseField(body.Notice is null ? "notice" : "helped"));
    }

    private async Task Record(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ContactResultBody) is not { } body)
            return;

        if (Spelling.ContactOutcomeOf(body.Outcome) is not { } outcome || (body.MessageId is not null && !Names.IsMessageId(body.MessageId)))
        {
            await http.RefuseField(body.MessageId is not null && !Names.IsMessageId(body.MessageId) ? "messageId" : "outcome");
            return;
        }

        var command = new RecordContact(outcome, body.AgainAt?.ToUniversalTime(), body.Note) { MessageId = body.MessageId ?? Names.FreshId() };
        await Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).RecordContact(call.Caller, command)));
    }

    /// <summary>Null where the way or the address is missing, or the way is unknown.</summary>
    public static ContactRequest? RequestOf(ContactBody body, bool isCallBack) =>
        body.Address is { } address && Spelling.ContactChannelOf(body.Channel) is { } channel
            ? new ContactRequest(channel, address, isCallBack) { NotBefore = body.NotBefore?.ToUniversalTime(), BestTime = body.BestTime, MessageId = body.MessageId }
            : null;

    private IConversationGrain Grain(ConversationCall call) => grains.GetGrain<IConversationGrain>(call.Key);
}
