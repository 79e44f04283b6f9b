using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Clients;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>An agent who does what a story says, until it is done; and by themselves only what keeps a console alive.</summary>
internal sealed class ScriptedAgent(World world, StaffMember member) : AtWork(world, member, number: 0)
{
    private AgentView? _view;

    public string UserName => Member.UserName;

    /// <summary>Keeps the lease alive from the first coming in on; at the end, closes whatever is in hand.</summary>
    public async Task Live()
    {
        Console.Begin();
        while (true)
        {
            await Pause(1, 2);
            if (World.IsEnding && Wanted != Presence.Available)
                await ComeIn();
            if (_view is null)
                continue;

            await Renew();
            if (Shown != Wanted)
                await Become(Wanted, Member.Capacity); // an offer was missed
            if (World.IsEnding)
                await FinishAll();
        }
    }

    public Task ComeIn() => Become(Presence.Available, Member.Capacity);

    public Task GoHome() => Become(Presence.Offline, Member.Capacity);

    /// <summary>Ends when the grain says that a conversation is this agent's; accepts what is offered until then.</summary>
    public async Task GetOne()
    {
        while (_view is null || !_view.Slots.Any(slot => slot.State == SlotState.Held))
        {
            foreach (var offered in _view?.Slots.Where(slot => slot.State == SlotState.Offered) ?? [])
                await Answer(() => Self.Accept(Me, offered.Conversation));
            await Pause(0.2, 0.2);
            await Renew();
        }
    }

    public Task TakeOver(string conversation) => Do("take", conversation, "take", () => Self.TakeOver(Me, conversation, "take"));

    public Task HandOver(string conversation, TransferConversation command) =>
        Do("transfer", conversation, grain => grain.Transfer(Me, command));

    public Task Consult(string conversation, AskConsult command) =>
        Do("consult", conversation, grain => grain.Consult(Me, command), command.MessageId, command.Question);

    public Task Close(string conversation) =>
        Do("close", conversation, grain => grain.Close(Me, new CloseConversation("resolved", "done")));

    /// <summary>Takes what is offered, and closes the rest.</summary>
    public async Task FinishAll()
    {
        foreach (var slot in _view!.Slots)
        {
            if (slot.State == SlotState.Offered)
                await Answer(() => Self.Accept(Me, slot.Conversation));
            else if (slot.State != SlotState.Reserved)
                await Close(slot.Conversation);
        }
    }

    protected override void Look(AgentView view) => _view = view;

    /// <summary>Sent until it is answered, and once more: the answer must be the same.</summary>
    private Task Do(string what, string conversation, Func<IConversationGrain, Task<Outcome<Receipt>>> send, string? id = null, string? text = null)
    {
        var grain = Process.Grains.GetGrain<IConversationGrain>(conversation);
        return Do(what, conversation, id, () => send(grain), text);
    }

    private async Task Do(string what, string conversation, string? id, Func<Task<Outcome<Receipt>>> send, string? text = null)
    {
        var request = Ask(conversation, what, id, text, isFromCitizen: false);
        var outcome = await Insist(request, send);
        if (!outcome.IsDone && !World.IsEnding)
            Surprise($"{what} in {conversation} was refused: {outcome.Refusal}");
        Repeat(request, send).Ignore();
    }
}
