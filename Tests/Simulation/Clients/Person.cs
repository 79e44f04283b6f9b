using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Clients;

/// <summary>Somebody who asks until an answer comes, with the same id each time; now and then asks twice at once, or again much later.</summary>
public abstract class Person(World world, SimulatedClient process, string name)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(3);

    protected World World { get; } = world;

    protected SimulatedClient Process { get; } = process;

    protected string Name { get; } = name;

    protected SimulatedRandom Random { get; } = new(world.Scenario.Seed, name);

    protected bool Chance(double probability) => Random.NextDouble() < probability;

    protected Task Pause(double fromSeconds, double toSeconds) =>
        Task.Delay(Random.Between(TimeSpan.FromSeconds(fromSeconds), TimeSpan.FromSeconds(toSeconds)), Process.Time);

    protected Request Ask(string conversation, string what, string? id, string? text, bool isFromCitizen)
    {
        var request = new Request(Name, conversation, what, id, text, World.Now) { IsFromCitizen = isFromCitizen };
        World.History.Requests.Add(request);
        return request;
    }

    /// <summary>Sends it until there is an answer; a refusal is one.</summary>
    protected Task<Outcome<Receipt>> Insist(Request request, Func<Task<Outcome<Receipt>>> send) =>
        Insist(request, send, receipt => new Answer(World.Now, receipt.Seq, receipt.At));

    protected async Task<Outcome<T>> Insist<T>(Request request, Func<Task<Outcome<T>>> send, Func<T, Answer> told)
        where T : class
    {
        if (Chance(World.Scenario.Doubling))
        {
            World.Tally.Add("DuplicatedRequest");
            Repeat(request, send, told).Ignore();
        }

        while (true)
        {
            try
            {
                var outcome = await send();
                if (outcome.IsDone)
                    request.Answers.Add(told(outcome.Value));
                if (outcome.IsDone || outcome.Refusal is not (Refusal.NotFound or Refusal.NotAllowed) || !MayBeOutdated(request))
                    return outcome;

                await Task.Delay(Latest, Process.Time);
            }
            catch (Exception unknown) when (unknown is not OutOfMemoryException)
            {
                World.Tally.Add("RetriedRequest");
                await Task.Delay(Random.Between(Soonest, Latest), Process.Time);
            }
        }
    }

    /// <summary>The same once more, whatever comes of it; where there was an answer, the answer must be the first one.</summary>
    protected async Task Repeat<T>(Request request, Func<Task<Outcome<T>>> send, Func<T, Answer> told)
        where T : class
    {
        var wasAnswered = request.Answers.Count > 0;
        var outcome = await send();
        if (outcome.IsDone)
            request.Answers.Add(told(outcome.Value));
        else if (wasAnswered && outcome.Refusal == Refusal.ConversationClosed)
            Surprise($"{request} had been answered, and sent again it was refused");
    }

    /// <summary>The same once more, whatever comes of it.</summary>
    protected Task Repeat(Request request, Func<Task<Outcome<Receipt>>> send) => Repeat(request, send, receipt => new Answer(World.Now, receipt.Seq, receipt.At));

    /// <summary>A conversation that exists twice may answer from what it knew before; a refusal that is true stays.</summary>
    private bool MayBeOutdated(Request request) => request.IsFromCitizen && World.History.IsDoubled(request.Conversation, World.Now);

    protected void Surprise(string what) => World.History.Surprises.Add($"{World.Now:HH:mm:ss.fff} {Name}: {what}");
}
