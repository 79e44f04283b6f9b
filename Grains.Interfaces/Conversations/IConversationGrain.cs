using Orleans.Concurrency;
using Muster.Bans;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>
/// One conversation, key <c>agency/conversation</c>: the only writer of its transcript, the arbiter of who holds it, and the one
/// who decides who may say what. An answer means that what it names is on stable storage; an exception means the outcome is
/// unknown and the same command may be sent again.
/// </summary>
[Alias("Muster.IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>The citizen writes for the first time and joins the line. A repeat gets the first answer.</summary>
    Task<Outcome<Started>> Start(StartConversation command);

    /// <summary>
    /// Somebody writes; taken in every state but closed. A repeat gets the first answer, also after the close. A supervisor of its queue may
    /// step in while an agent holds it: it stays the agent's (S106).
    /// </summary>
    Task<Outcome<Receipt>> Post(Caller caller, PostMessage command);

    /// <summary>The holder, a supervisor of its queue, or whoever advises the holder writes a note for staff.</summary>
    Task<Outcome<Receipt>> Note(Caller caller, AddNote command);

    /// <summary>The holder sets the tags.</summary>
    Task<Outcome<Receipt>> Tag(Caller caller, TagConversation command);

    /// <summary>
    /// The holder hands over; or a supervisor of its queue takes it from them and does, or moves one that waits: it is in its line, with its age, before this answers.
    /// </summary>
    Task<Outcome<Receipt>> Transfer(Caller caller, TransferConversation command);

    /// <summary>A supervisor of its queue takes it over while it waits or an agent has it: it is theirs as an agent's is. The earlier holder's slot is free before this answers.</summary>
    Task<Outcome<TakenOver>> TakeOver(Caller caller, TakeOverConversation command);

    /// <summary>The holder asks somebody who knows more, and keeps it. One question at a time, which waits in a line of its own; refused as not allowed while one is open.</summary>
    Task<Outcome<Receipt>> Consult(Caller caller, AskConsult command);

    /// <summary>The holder ends it. Refused as not found where it is not the newest.</summary>
    Task<Outcome<Receipt>> EndConsult(Caller caller, EndConsult command);

    /// <summary>A consult of it stands otherwise than before, or is still open: it is asked soon. May be lost.</summary>
    /// <param name="consult">Its grain key.</param>
    [AlwaysInterleave]
    Task ConsultChanged(string consult);

    /// <summary>The holder asks whether there is anything else.</summary>
    Task<Outcome<Receipt>> AskClosing(Caller caller);

    /// <summary>The citizen answers that question.</summary>
    Task<Outcome<Receipt>> AnswerClosing(Caller caller, bool moreHelp);

    /// <summary>
    /// The citizen leaves or ends; or the holder closes, or a supervisor of its queue, also while it waits; the capacity is free
    /// before it answers. A repeat answers the same. A consult is ended so by whoever has it, or by a supervisor of its queue; nothing need be named.
    /// </summary>
    Task<Outcome<Receipt>> Close(Caller caller, CloseConversation command);

    /// <summary>The holder reminds the citizen of the agency's guidelines, which are quoted.</summary>
    Task<Outcome<Receipt>> Warn(Caller caller, WarnCitizen command);

    /// <summary>The holder sends the citizen one of the agency's other channels, as its settings have it. Refused as invalid where there is none of that name.</summary>
    Task<Outcome<Receipt>> Refer(Caller caller, ReferCitizen command);

    /// <summary>The holder ends it for abuse: the citizen reads how to appeal, and supervisors of the area are told. A repeat answers the same.</summary>
    Task<Outcome<Receipt>> EndForAbuse(Caller caller, EndForAbuse command);

    /// <summary>
    /// Who holds it, or held it last, proposes a ban of the citizen's browser. A repeat gets the same ban; refused as invalid where the browser
    /// has not said which it is.
    /// </summary>
    Task<Outcome<Ban>> ProposeBan(Caller caller, ProposeBan command);

    /// <summary>The citizen's three answers, once the conversation has ended; the first answer stands.</summary>
    Task<Outcome<Receipt>> Rate(Caller caller, RateConversation command);

    /// <summary>Takes away what names the citizen of a closed conversation (S68); for Muster itself. Idempotent; a long one takes several calls.</summary>
    Task<Outcome<Anonymised>> Anonymise(Caller caller);

    /// <summary>
    /// A citizen who waits asks to be reached instead (S35, W15): called in their turn, or answered later. Asked again, the new address and time count; refused as not allowed once
    /// an agent has it, or where a call-back is to become a message or the other way round.
    /// </summary>
    Task<Outcome<Receipt>> AskForContact(Caller caller, ContactRequest request);

    /// <summary>The holder has tried to reach the citizen; it is theirs until they close it, or goes back to the line until the time they name.</summary>
    Task<Outcome<Receipt>> RecordContact(Caller caller, RecordContact command);

    /// <summary>A citizen who waits answers what the whole line is told (N13). A repeat gets the first answer; refused as not found where the notice no longer stands.</summary>
    Task<Outcome<Receipt>> AnswerNotice(Caller caller, AnswerNotice command);

    /// <summary>Tells the others that somebody types. May be lost.</summary>
    [OneWay]
    Task Typing(Caller caller);

    /// <summary>Tells the others what somebody has read. May be lost.</summary>
    [OneWay]
    Task MarkRead(Caller caller, int seq);

    /// <summary>A front tells that the citizen's stream opened or ended. May be lost.</summary>
    [OneWay]
    Task Connected(Caller caller, bool isConnected);

    /// <summary>Entries after <paramref name="after"/> that the caller may see, at most <paramref name="most"/> (1 to 500).</summary>
    Task<Outcome<TranscriptPage>> Read(Caller caller, int after, int most);

    /// <summary>Where it stands.</summary>
    Task<Outcome<ConversationView>> Look(Caller caller);

    /// <summary>To whom it was given, when, and why it was them; for supervisors of its queue (N12).</summary>
    Task<Outcome<AssignmentLog>> Why(Caller caller);

    /// <summary>Keeps telling <paramref name="watcher"/> for two minutes; renew every minute.</summary>
    Task<Outcome<WatchAnswer>> Watch(Caller caller, IConversationWatcher watcher, int lastSeq);

    /// <summary>An agent takes it. Idempotent; refused unless it waits in that queue (and for that agent, if for one).</summary>
    Task<Assignment> Assign(AssignConversation command);

    /// <summary>The agent is gone or gives it back: it waits again, with its age, and the citizen is told. Idempotent.</summary>
    /// <param name="staffId">The agent who held it; if another holds it, nothing happens.</param>
    /// <param name="reason"><c>agent-lost</c> or <c>agent-offline</c>; <c>no-reply</c> is for the conversation itself to find.</param>
    /// <param name="knownSeq">
    /// The newest fact the asker has heard of. Should the agent hold it by a newer one, nothing happens: the call was long on its way, or the
    /// asker has to hear of that first, which the answer tells.
    /// </param>
    Task<Holding> ReturnToLine(string staffId, string reason, int knownSeq);

    /// <summary>The truth about who holds it.</summary>
    /// <param name="knownSeq">
    /// The newest fact the asker has heard of. One that is not stored here is looked for in the journal before the answer: either it
    /// never came to be, or this activation is no longer the writer and says so by an exception.
    /// </param>
    Task<Holding> WhoHolds(int knownSeq);
}
