using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Simulation.Clients;

/// <summary>A supervisor of every queue who looks at its open conversations, and whispers, steps in, hands over, moves, takes or ends one now and then.</summary>
public sealed partial class Supervisor(World world, StaffMember member) : AtWork(world, member, number: 0)
{
    private int _words;

    public async Task Live()
    {
        SitDown().Ignore();
        while (!World.IsEnding)
        {
            await Pause(1, 8);
            if (World.Scenario.Asking > 0 && Chance(0.3))
                await TellAll();
            if (await Find() is { } conversation)
                await Oversee(conversation);
        }
    }

    /// <summary>One that an agent has, as far as its queue knows; now and then one that waits.</summary>
    private async Task<string?> Find()
    {
        try
        {
            var open = await Process.Grains.GetGrain<IQueueGrain>(GrainKey.Of(World.AgencyId, Member.Queues[Random.Next(Member.Queues.Length)])).Open(Me);
            if (!open.IsDone)
                Surprise($"the open conversations were refused: {open.Refusal}");
            var some = open.Value is not { } known ? [] : Chance(0.5) ? known.Held : known.Waiting.AddRange(known.Later);
            return some.IsEmpty ? null : some[Random.Next(some.Length)].Conversation;
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            World.Tally.Add("RetriedRequest");
            return null;
        }
    }

    private async Task TellAll()
    {
        var queue = Process.Grains.GetGrain<IQueueGrain>(GrainKey.Of(World.AgencyId, Member.Queues[Random.Next(Member.Queues.Length)]));
        try
        {
            World.Tally.Add("Notice");
            var outcome = Chance(0.2) ? await queue.WithdrawNotice(Me, $"n-{_words}") : await queue.SendNotice(Me, new SendNotice($"n-{++_words}", "The road is closed.", "https://example.org/road", 5));
            if (!outcome.IsDone)
                Surprise($"a notice was refused: {outcome.Refusal}");
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            World.Tally.Add("RetriedRequest");
        }
    }

    private Task Oversee(string key)
    {
        var conversation = Process.Grains.GetGrain<IConversationGrain>(key);
        var number = ++_words;
        switch (Random.Next(10))
        {
            case < 2:
                var note = new AddNote($"supervisor notes {number}", $"s-{number}");
                return Do(key, "note", note.MessageId, note.Text, () => conversation.Note(Me, note));
            case < 4:
                var message = new PostMessage($"s-{number}", $"supervisor says {number}");
                return Do(key, "message", message.MessageId, message.Text, () => conversation.Post(Me, message));
            case < 7:
                var groups = World.Scenario.Agency.ExpertGroups;
                var group = !groups.IsEmpty && Chance(0.3) ? groups[Random.Next(groups.Length)].Id : null;
                var colleague = group is null && Chance(0.5) ? World.Staff[Random.Next(World.Staff.Length)].UserName : null;
                var queue = group is null && (colleague is null || Chance(0.5)) ? Member.Queues[Random.Next(Member.Queues.Length)] : null;
                var handover = new TransferConversation(queue, colleague, "please take over") { MessageId = $"s-{number}", Group = group, BeyondLimit = colleague is not null && Chance(0.7), Priority = World.Scenario.IsRouted && Chance(0.3) ? "urgent" : null };
                return Do(key, "transfer", handover.MessageId, null, () => conversation.Transfer(Me, handover));
            case < 9:
                var take = $"s-{number}";
                return Do(key, "take", take, null, () => Self.TakeOver(Me, key, take));
            default:
                return Do(key, "close", null, null, () => conversation.Close(Me, new CloseConversation("resolved")));
        }
    }

    /// <summary>By the time it arrives, another may have it, nobody, or it may be over: then it is refused, and that is right.</summary>
    private async Task Do(string key, string what, string? id, string? text, Func<Task<Outcome<Receipt>>> send)
    {
        World.Tally.Add("Overseen");
        var outcome = await Insist(Ask(key, what, id, text, isFromCitizen: false), send);
        if (!outcome.IsDone && outcome.Refusal is not (Refusal.NotFound or Refusal.NotAllowed or Refusal.ConversationClosed or Refusal.UnknownAgent or Refusal.NotAvailable or Refusal.NoCapacity))
            Surprise($"{what} in {key} was refused: {outcome.Refusal}");
    }
}
