using Muster.Conversations;
using Muster.WebFront.Abuse;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What citizens, and partly staff, say in a conversation.</summary>
internal sealed class ConversationEndpoints(Gate gate, IGrainFactory grains, KnownAgencies agencies, Feed feed)
{
    private static readonly NothingBody Nothing = new();

    public void Map(ApiRoutes routes)
    {
        routes.Get("conversations/{id}", gate.Conversation(Look), "Where a conversation stands.",
            operation => operation.ForConversation().Answers<ConversationAnswer>());
        routes.Post("conversations/{id}/messages", gate.Conversation(Post, on: Allowance.Messages), "Write. The same messageId is the same message, for the conversation's whole life.",
            operation => operation.ForConversation().Takes<MessageBody>().Answers<ReceiptAnswer>()
                .Problems(ProblemKind.ConversationClosed, ProblemKind.MessageTooLong, ProblemKind.SlowDown));
        routes.Post("conversations/{id}/typing", gate.Conversation(Type, on: Allowance.Signals), "Somebody is typing. May be dropped.",
            operation => operation.ForConversation().TakesNothing().AnswersNothing());
        routes.Post("conversations/{id}/read", gate.Conversation(Read, on: Allowance.Signals), "What was read. May be dropped.",
            operation => operation.ForConversation().Takes<ReadBody>().AnswersNothing());
        routes.Post("conversations/{id}/closing-answer", gate.Conversation(AnswerClosing, Audiences.Citizen), "Whether there is anything else.",
            operation => operation.ForConversation().Takes<ClosingAnswerBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.NotAllowed, ProblemKind.ConversationClosed));
        routes.Post("conversations/{id}/close", gate.Conversation(Close), "The citizen leaves or ends it; an agent closes it with a disposition.",
            operation => operation.ForConversation().Takes<CloseBody>(isOptional: true).Answers<ReceiptAnswer>().Problems(ProblemKind.MessageTooLong));
        routes.Post("conversations/{id}/rating", gate.Conversation(Rate, Audiences.Citizen), "Three answers at the end; the first ones stand.",
            operation => operation.ForConversation().Takes<RatingBody>().Answers<ReceiptAnswer>().Problems(ProblemKind.NotAllowed, ProblemKind.MessageTooLong));
    }

    private async Task Look(HttpContext http, ConversationCall call)
    {
        var outcome = await Again.IfUnknown(() => Grain(call).Look(call.Caller));
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        var view = outcome.Value;
        var told = view.Status == ConversationStatus.Waiting ? (await agencies.Look(call.Caller.Agency))?.Line(Spelling.Id(view.Queue))?.Notice : null;
        await Answer.Write(
            http,
            new ConversationAnswer(
                Spelling.Id(call.Key),
                view.Reference,
                Spelling.Of(view.Status),
                Spelling.Id(view.Queue),
                view.StartedAt,
                view.HolderName,
                view.CitizenName,
                view.ClosingAsked,
                view.IsRated,
                view.LastSeq,
                call.IsStaff ? view.Tags : null,
                view.Contact is { } contact ? new ContactAnswer(Spelling.Of(contact.Channel), contact.Address, contact.IsCallBack, contact.NotBefore, contact.BestTime) : null,
                NoticeAnswer.Of(told?.Id == view.NoticeAnswered ? null : told),
                view.ConsultOf is { } advised ? Spelling.Id(advised) : null),
            ApiJson.Default.ConversationAnswer);
    }

    private async Task Post(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.MessageBody) is not { } body)
            return;

        if (!Names.IsMessageId(body.MessageId) || body.Text is null)
        {
            await http.RefuseField(body.Text is null ? "text" : "messageId");
            return;
        }

        var outcome = await Again.IfUnknown(() => Grain(call).Post(call.Caller, new PostMessage(body.MessageId!, body.Text)));
        if (outcome.IsDone)
            feed.Acknowledged(call.Key, outcome.Value.Seq);
        await Answer.Receipt(http, outcome);
    }

    private async Task Type(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is null)
            return;

        Feed.Forget(Grain(call).Typing(call.Caller));
        await Answer.Nothing(http);
    }

    private async Task Read(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ReadBody) is not { } body)
            return;

        if (body.Seq is not { } seq || seq is < 0 or > ConversationLimits.MostFacts)
        {
            await http.RefuseField("seq");
            return;
        }

        Feed.Forget(Grain(call).MarkRead(call.Caller, seq));
        await Answer.Nothing(http);
    }

    private async Task AnswerClosing(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.ClosingAnswerBody) is not { } body)
            return;

        await (body.MoreHelp is { } moreHelp
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).AnswerClosing(call.Caller, moreHelp)))
            : http.RefuseField("moreHelp"));
    }

    private async Task Close(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.CloseBody, new CloseBody()) is not { } body)
            return;

        var command = call.IsStaff
            ? new CloseConversation(body.Disposition, body.Note, body.NextAction, body.NextActionBy)
            : new CloseConversation(null);
        await Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).Close(call.Caller, command)));
    }

    private async Task Rate(HttpContext http, ConversationCall call)
    {
        if (await Body.Read(http, ApiJson.Default.RatingBody) is not { } body)
            return;

        await (body is { Resolved: { } resolved, Satisfaction: { } satisfaction }
            ? Answer.Receipt(http, await Again.IfUnknown(() => Grain(call).Rate(call.Caller, new RateConversation(resolved, satisfaction, body.Comment))))
            : http.RefuseField(body.Resolved is null ? "resolved" : "satisfaction"));
    }

    private IConversationGrain Grain(ConversationCall call) => grains.GetGrain<IConversationGrain>(call.Key);
}
