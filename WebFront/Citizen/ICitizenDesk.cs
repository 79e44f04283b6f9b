using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Citizen;

/// <summary>What the pages that work without JavaScript ask of the product on a citizen's behalf.</summary>
internal interface ICitizenDesk
{
    Task<AgencyView?> Agency(string agency);

    /// <summary>A ticket for the chat, or why there is none.</summary>
    Task<Outcome<ChatTicket>> Start(string agency, StartRequest request);

    /// <summary>The chat as it is now; null when the ticket is for none.</summary>
    Task<OpenChat?> Chat(ChatTicket ticket);

    Task<Refusal?> Post(ChatTicket ticket, string messageId, string text);

    Task AnswerClosing(ChatTicket ticket, bool moreHelp);

    Task End(ChatTicket ticket);

    Task Rate(ChatTicket ticket, RateConversation rating);

    Task<IResult> Transcript(ChatTicket ticket, string format);
}

/// <summary>What the start form sends.</summary>
public sealed record StartRequest(string Queue, string MessageId, string Text, string? Name, string? Language);

/// <summary>A conversation as its citizen reads it.</summary>
public sealed record OpenChat(ConversationView View, IReadOnlyList<Entry> Entries);
