using Microsoft.Extensions.Logging;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Queues;

/// <content>What was told and got lost is found again.</content>
public sealed partial class QueueGrain
{
    /// <summary>What was told and got lost is found here: a part of the register is compared with the conversations each time.</summary>
    private async Task Sweep()
    {
        if (_toSweep.Count == 0)
        {
            foreach (var entry in _line.All)
                _toSweep.Enqueue(entry.Conversation);
        }

        var some = new List<string>();
        while (some.Count < SweepAtOnce && _toSweep.TryDequeue(out var conversation))
            some.Add(conversation);
        await Task.WhenAll(some.Select(Check));
    }

    private async Task Check(string conversation)
    {
        try
        {
            if (!_line.Find(conversation, out var entry))
                return;

            var lastJoin = _line.LastJoinOf(conversation);
            var holding = await Conversation(conversation).WhoHolds(entry.Seq);
            Believe(conversation, holding, lastJoin);
            if (holding.StaffId is { } staffId && holding.Queue == GrainKey.IdOf(Key))
                await Remind(staffId, conversation, holding.Seq);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning(exception, "{Conversation} could not be asked who holds it; it is asked again.", conversation);
        }
    }

    /// <summary>
    /// An agent who holds a conversation knows it. Should a lost answer have made them forget, they take it in, or it goes back to the
    /// line: an open conversation is never in nobody's sight.
    /// </summary>
    private async Task Remind(string staffId, string conversation, int seq)
    {
        var answer = await Agent(staffId).Take(new TakeConversation(conversation, Key, null, seq) { IsReminder = true });
        Hear(answer.Availability);
        if (answer.Result == TakeResult.NoCapacity)
            await Conversation(conversation).ReturnToLine(staffId, ReturnReason.AgentLost, seq);
    }
}
