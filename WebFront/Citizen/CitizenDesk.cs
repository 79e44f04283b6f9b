using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Security;

namespace Muster.WebFront.Citizen;

/// <summary>What the page without JavaScript asks of the product on a citizen's behalf: what the API does, for a ticket instead of a header.</summary>
internal sealed class CitizenDesk(IGrainFactory grains, Starts starts, CitizenTokens tokens, Budgets budgets, ReturnDesk codes)
{
    public async Task<StartAttempt> Start(string agency, StartRequest request, ContactRequest? asks, string browser) =>
        Names.IsSecret(request.MessageId)
            ? await starts.Start(agency, request.MessageId, request.Command(asks), new BroughtByBrowser(browser, request.Pass))
            : Refusal.InvalidRequest;

    /// <summary>The chat as it is now; null when the ticket is for none of this agency's.</summary>
    public async Task<OpenChat?> Chat(ChatTicket ticket) =>
        await Copy(ticket) is { } copy ? new OpenChat(copy.View, copy.Entries) : null;

    /// <summary>A copy to keep; null when the ticket is for none of this agency's.</summary>
    public async Task<Transcript?> Copy(ChatTicket ticket) =>
        CallerOf(ticket) is { } citizen ? (await Transcript.Read(Grain(citizen), citizen)).Value : null;

    /// <summary>How long to wait before the whole chat is shown once more; null for not at all.</summary>
    public TimeSpan? Wait(ChatTicket ticket) => Wait(ticket, Allowance.Copies);

    public async Task<Refusal?> Post(ChatTicket ticket, string messageId, string text) =>
        CallerOf(ticket) is not { } citizen ? Refusal.NotFound
        : !Names.IsMessageId(messageId) ? Refusal.InvalidRequest
        : Wait(ticket, Allowance.Messages) is not null ? Refusal.SlowDown
        : (await Again.IfUnknown(() => Grain(citizen).Post(citizen, new PostMessage(messageId, text)))).Refusal;

    public async Task AnswerClosing(ChatTicket ticket, bool moreHelp)
    {
        if (CallerOf(ticket) is { } citizen && Wait(ticket, Allowance.Writes) is null)
            await Again.IfUnknown(() => Grain(citizen).AnswerClosing(citizen, moreHelp));
    }

    /// <summary>Null where it was asked for, or can no longer be: the page shows which.</summary>
    public async Task<Refusal?> AskForContact(ChatTicket ticket, ContactRequest request) =>
        CallerOf(ticket) is not { } citizen ? null
        : Wait(ticket, Allowance.Writes) is not null ? Refusal.SlowDown
        : (await Again.IfUnknown(() => Grain(citizen).AskForContact(citizen, request))).Refusal is { } refusal and not (Refusal.NotAllowed or Refusal.NotFound or Refusal.ConversationClosed) ? refusal
        : null;

    public async Task AnswerNotice(ChatTicket ticket, AnswerNotice answer)
    {
        if (CallerOf(ticket) is { } citizen && Wait(ticket, Allowance.Writes) is null)
            await Again.IfUnknown(() => Grain(citizen).AnswerNotice(citizen, answer));
    }

    /// <summary>The code to go on with elsewhere; null where there is none to be had now.</summary>
    public async Task<GivenCode?> ReturnCode(ChatTicket ticket) =>
        CallerOf(ticket) is { } citizen && Wait(ticket, Allowance.Writes) is null ? (await codes.Give(citizen)).Value : null;

    /// <param name="ticket">Whose.</param>
    /// <param name="onlyWaiting">Nobody had joined when the page was drawn; should somebody have by now, it goes on.</param>
    public async Task End(ChatTicket ticket, bool onlyWaiting)
    {
        if (CallerOf(ticket) is { } citizen && Wait(ticket, Allowance.Writes) is null && !(onlyWaiting && await IsWithAgent(citizen)))
            await Again.IfUnknown(() => Grain(citizen).Close(citizen, new CloseConversation(null)));
    }

    private async Task<bool> IsWithAgent(Caller citizen) => (await Grain(citizen).Look(citizen)).Value is { Status: ConversationStatus.Active };

    public async Task Rate(ChatTicket ticket, RateConversation rating)
    {
        if (CallerOf(ticket) is { } citizen && Wait(ticket, Allowance.Writes) is null)
            await Again.IfUnknown(() => Grain(citizen).Rate(citizen, rating));
    }

    private TimeSpan? Wait(ChatTicket ticket, Allowance on) =>
        CallerOf(ticket) is { Conversation: { } key } citizen ? budgets.Spend(new ConversationCall(citizen, key, key), on) : null;

    private Caller? CallerOf(ChatTicket ticket) =>
        tokens.Citizen(ticket.Token) is { } citizen && citizen.Agency == ticket.Agency ? citizen : null;

    private IConversationGrain Grain(Caller citizen) => grains.GetGrain<IConversationGrain>(citizen.Conversation!);
}
