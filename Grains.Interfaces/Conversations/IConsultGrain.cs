namespace Muster.Conversations;

/// <summary>
/// A conversation without a citizen, in which an expert is found who advises on another one: in a line, given, held and given back as any. Its key is that of an
/// <see cref="IConversationGrain"/>; what is asked of it here comes from the conversation that advice is sought on, and it waits for none.
/// </summary>
[Alias("Muster.IConsultGrain")]
public interface IConsultGrain : IGrainWithStringKey
{
    /// <summary>Joins the line, where it has not yet.</summary>
    /// <returns>How it stands.</returns>
    Task<ConsultStanding> Begin(BeginConsult command);

    /// <summary>No more advice is needed: whoever has it is free again. Idempotent; one that never began is left alone.</summary>
    /// <param name="reason">As <c>consult-ended</c> entries spell it.</param>
    Task End(string reason);
}
