using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Clients;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>A citizen who does what a story says, until it is done, and reads along.</summary>
internal sealed class ScriptedCitizen : Person
{
    private readonly Caller _me;
    private readonly Reading _reading;

    public ScriptedCitizen(World world, int number)
        : base(world, world.People(0), $"citizen-{number}")
    {
        Key = GrainKey.Of(World.AgencyId, $"c{number}");
        _me = Caller.Citizen(World.AgencyId, Key);
        _reading = new Reading(world, Process, Random, Name, _me, Key);
    }

    public string Key { get; }

    public bool HasStarted { get; private set; }

    private IConversationGrain Conversation => Process.Grains.GetGrain<IConversationGrain>(Key);

    public async Task Start(string queue)
    {
        HasStarted = true;
        var command = new StartConversation(queue, $"R-{Name}", $"secret-of-{Name}-and-nobody-else", $"m-{Name}-0", $"{Name} asks", Name);
        var request = Ask(Key, "start", command.Secret, command.Text, isFromCitizen: true);
        var outcome = await Insist(request, () => Conversation.Start(command), Told);
        if (!outcome.IsDone)
            Surprise($"start was refused: {outcome.Refusal}");
        Repeat(request, () => Conversation.Start(command), Told).Ignore();
        _reading.Begin();
    }

    public async Task Close()
    {
        var request = Ask(Key, "close", null, null, isFromCitizen: true);
        var outcome = await Insist(request, () => Conversation.Close(_me, new CloseConversation(null)));
        if (!outcome.IsDone)
            Surprise($"close was refused: {outcome.Refusal}");
        Repeat(request, () => Conversation.Close(_me, new CloseConversation(null))).Ignore();
    }

    private Answer Told(Started started) => new(World.Now, started.Seq, started.At, started.Reference);
}
