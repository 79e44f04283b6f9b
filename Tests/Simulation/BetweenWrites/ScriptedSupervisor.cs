using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Clients;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>A supervisor who does what a story says, until it is done.</summary>
internal sealed class ScriptedSupervisor(World world, StaffMember member) : Person(world, world.People(0), member.StaffId)
{
    private readonly Caller _me = Caller.Staff(Role.Supervisor, World.AgencyId, member.StaffId, member.Queues);

    public Task Move(string conversation, TransferConversation command) =>
        Do("transfer", conversation, command.MessageId, grain => grain.Transfer(_me, command));

    public Task End(string conversation) => Do("close", conversation, null, grain => grain.Close(_me, new CloseConversation("resolved")));

    /// <summary>Sent until it is answered, and once more: the answer must be the same.</summary>
    private async Task Do(string what, string conversation, string? id, Func<IConversationGrain, Task<Outcome<Receipt>>> send)
    {
        var grain = Process.Grains.GetGrain<IConversationGrain>(conversation);
        var request = Ask(conversation, what, id, null, isFromCitizen: false);
        var outcome = await Insist(request, () => send(grain));
        if (!outcome.IsDone)
            Surprise($"{what} in {conversation} was refused: {outcome.Refusal}");
        Repeat(request, () => send(grain)).Ignore();
    }
}
