using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>What the start form sends.</summary>
/// <param name="MessageId">Minted with the page: however often the form is sent, it is one conversation.</param>
/// <param name="Pass">What an earlier try was given, to be let in by after a wait.</param>
/// <param name="LeavesMessage">Written outside the hours, to be answered within them.</param>
/// <param name="Reply">How whoever leaves a message wants to have the answer; null where they do not say.</param>
public sealed record StartRequest(string Queue, string MessageId, string Text, string? Name, string? Language, TypedContact? Reply = null, bool LeavesMessage = false, string? Pass = null)
{
    /// <param name="asks">The same as the agency's clocks make of it.</param>
    internal StartConversation Command(ContactRequest? asks) =>
        new(Queue, Reference: "", Secret: "", MessageId: "", Text, Name, Language: Language, LeavesMessage: LeavesMessage) { Asks = asks };
}
