using Microsoft.Extensions.Logging;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <content>What is done where the citizen's words say that a life is in danger (N17, A20).</content>
public sealed partial class ConversationGrain
{
    /// <summary>A message that says that a life is in danger waits no longer for its queue.</summary>
    private static readonly TimeSpan AlarmPatience = TimeSpan.FromSeconds(2);

    /// <summary>A life is in danger: whoever waits goes to the front of the line, and the supervisors hear of it.</summary>
    private async Task<Outcome<Receipt>> Alarm(Decision posted, string phrase, UInt128 key)
    {
        var triage = Conversation.Triage.AtRisk();
        var ticket = Conversation.Status == ConversationStatus.Waiting ? await MoveUp(triage, posted.Facts.Length) : null;
        var outcome = await Record(Conversation.Alarm(posted, phrase, ticket), key);
        if (ticket is null)
            await _upwards.Mark(Conversation.Queue, triage);
        return outcome;
    }

    /// <summary>The first place in the line; null where the queue does not answer soon. This message waits for nobody: the queue finds out when it sweeps.</summary>
    private async Task<long?> MoveUp(Triage triage, int posted)
    {
        try
        {
            return await _upwards.Join(Conversation.Queue, new JoinLine(Key, Conversation.Age(), Conversation.LastSeq + posted + 3) { Triage = triage }).WaitAsync(AlarmPatience, clock);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "{Conversation}, in which a life is in danger, could not be moved to the front yet; its queue finds it.", Key);
            return null;
        }
    }
}
