using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>What the start form sends.</summary>
/// <param name="MessageId">Minted with the page: however often the form is sent, it is one conversation.</param>
/// <param name="Pass">What an earlier try was given, to be let in by after a wait.</param>
/// <param name="LeavesMessage">Written outside the hours, to be answered within them.</param>
public sealed record StartRequest(string Queue, string MessageId, string Text, string? Name, string? Language, string? Contact = null, bool LeavesMessage = false, string? Pass = null)
{
    internal StartConversation Command =>
        new(Queue, Reference: "", Secret: "", MessageId: "", Text, Name, Contact, Language: Language, LeavesMessage: LeavesMessage);
}
