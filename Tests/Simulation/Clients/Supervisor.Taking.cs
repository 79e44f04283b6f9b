using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Tests.Simulation.Clients;

/// <summary>What a supervisor does at a console of their own, with what they have taken over: answers, hands on and closes; at times the console falls silent.</summary>
public sealed partial class Supervisor
{
    private readonly HashSet<string> _serving = [];
    private bool _isSilent;

    protected override void Look(AgentView view)
    {
        foreach (var slot in _isSilent ? [] : view.Slots)
        {
            if (slot.State != SlotState.Reserved && _serving.Add(slot.Conversation))
                Serve(slot.Conversation).Ignore();
        }
    }

    private async Task SitDown()
    {
        Console.Begin();
        await Become(Presence.Available, Member.Capacity);
        while (true)
        {
            await Pause(2, 8);
            if (World.Scenario.IsRestless && !World.IsEnding && Chance(0.03))
                await FallSilent();
            await Renew();
            if (Shown != Wanted)
                await Become(Wanted, Member.Capacity);
        }
    }

    private async Task FallSilent()
    {
        World.Tally.Add("LapsedLease");
        _isSilent = true;
        await Pause(35, 60);
        _isSilent = false;
    }

    private async Task Serve(string key)
    {
        var conversation = Process.Grains.GetGrain<IConversationGrain>(key);
        try
        {
            for (var isMine = true; isMine;)
            {
                await Pause(1, World.IsEnding ? 2 : 9);
                if (!_isSilent)
                    isMine = await Answer(key, conversation);
            }
        }
        finally
        {
            _serving.Remove(key);
        }
    }

    /// <summary>One step; false when it is out of their hands.</summary>
    private async Task<bool> Answer(string key, IConversationGrain conversation)
    {
        var number = ++_words;
        if (Console.WantsContact(key))
            await Insist(Ask(key, "contact-result", null, null, isFromCitizen: false), () => conversation.RecordContact(Me, new RecordContact(ContactOutcome.Reached, null, null)));
        if (!World.IsEnding && Chance(0.6))
        {
            var message = new PostMessage($"s-{number}", $"supervisor answers {number}");
            var said = await Insist(Ask(key, "message", message.MessageId, message.Text, isFromCitizen: false), () => conversation.Post(Me, message));
            return said.IsDone || said.Refusal is not Refusal.NotFound;
        }

        if (!World.IsEnding && Chance(0.3))
        {
            var handover = new TransferConversation(Member.Queues[Random.Next(Member.Queues.Length)], null, "please take over") { MessageId = $"s-{number}" };
            return (await Insist(Ask(key, "transfer", handover.MessageId, null, isFromCitizen: false), () => conversation.Transfer(Me, handover))).Refusal is not (null or Refusal.NotFound or Refusal.ConversationClosed);
        }

        var closed = await Insist(Ask(key, "close", null, null, isFromCitizen: false), () => conversation.Close(Me, new CloseConversation("resolved")));
        return closed.Refusal is Refusal.NotAllowed;
    }
}
