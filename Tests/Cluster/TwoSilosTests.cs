#if ENGINE_ORLEANS
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Cluster;

/// <summary>The stories of one silo on two, and what a silo takes with it when it dies: nothing.</summary>
public sealed class TwoSilosTests
{
    [Fact]
    public async Task A_conversation_goes_from_first_words_to_rating_across_two_silos()
    {
        await using var cluster = await TestCluster.Start(silos: 2);
        var (alex, robin) = (await cluster.Grains.Hire("alex", capacity: 3), new CitizenAtHome(cluster.Grains, "robin"));

        await robin.Starts();
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await alex.Posts(robin.Key, "Hello Robin", "a-1");
        await robin.Posts("The pump is dry.");
        await robin.Grain.AskClosing(alex.Caller);
        await robin.Grain.AnswerClosing(robin.Caller, moreHelp: false);
        await alex.Closes(robin.Key);
        await robin.Grain.Rate(robin.Caller, new RateConversation(true, 5, null));

        Assert.Equal(
            ["started", "message", "waiting", "joined", "message", "message", "closing-question", "closing-answer", "closed", "rated"],
            (await robin.Reads()).Select(entry => entry.Kind));
        Assert.Equal(ClosingOutcome.Confirmed, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task A_silo_that_dies_in_mid_sentence_loses_doubles_and_reorders_nothing()
    {
        const int Messages = 40;
        await using var cluster = await TestCluster.Start(silos: 3);
        var agents = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => cluster.Grains.Hire($"agent-{number}", capacity: 5)));
        var citizens = Enumerable.Range(1, 20).Select(number => new CitizenAtHome(cluster.Grains, $"citizen-{number}")).ToList();
        await Task.WhenAll(citizens.Select(citizen => citizen.Starts()));
        await Task.WhenAll(agents.Select(agent => agent.Is(Presence.Available)));
        await Task.WhenAll(citizens.Select(citizen => citizen.Screen.Until(EntryKind.Joined)));
        var talks = await Task.WhenAll(citizens.Select(citizen => Talk.Of(citizen, agents)));
        var silos = talks.Select(talk => talk.Silo).Distinct().ToList();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var talking = talks.SelectMany(talk => talk.Go(Messages, () => half.TrySetResult())).ToList();
        await half.Task;
        await cluster.Kill(silos[0]);
        await Task.WhenAll(talking);
        await Ledger.Insist(async () => await Woken(cluster));
        var closed = await Task.WhenAll(talks.Select(talk => Ledger.Insist(() => talk.Agent.Closes(talk.Citizen.Key))));

        Assert.True(silos.Count > 1, "The dice put every conversation on one silo.");
        Assert.All(closed, outcome => Assert.True(outcome.IsDone, $"{outcome.Refusal}"));
        foreach (var talk in talks)
            await talk.Check(cluster, Messages);
        Assert.All(await Task.WhenAll(agents.Select(agent => agent.Looks())), view => Assert.Empty(view.Slots));
    }

    [Fact]
    public async Task Whoever_waited_on_a_silo_that_died_still_waits_in_order()
    {
        await using var cluster = await TestCluster.Start(silos: 3);
        var citizens = Enumerable.Range(1, 30).Select(number => new CitizenAtHome(cluster.Grains, $"citizen-{number}")).ToList();
        foreach (var citizen in citizens)
            await citizen.Starts();
        var busiest = await BusiestSilo(citizens);
        var agent = await cluster.Grains.Hire("alex", capacity: 30);

        await cluster.Kill(busiest);
        await Ledger.Insist(async () => await Woken(cluster));
        await Ledger.Insist(() => agent.Is(Presence.Available));
        await Task.WhenAll(citizens.Select(citizen => agent.Holds(citizen.Key)));

        Assert.Equal(citizens.Select(citizen => citizen.Key), (await agent.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task A_thousand_agents_on_all_silos_race_for_one_conversation_and_one_has_it()
    {
        await using var cluster = await TestCluster.Start(silos: 2);
        var robin = new CitizenAtHome(cluster.Grains, "robin");
        await robin.Starts();

        var races = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => robin.Grain.Assign(Support.Some.Assignment($"staff-{number}"))));

        Assert.Single(races, race => race.IsAssigned);
    }

    private static async Task<bool> Woken(TestCluster cluster)
    {
        await cluster.Grains.GetGrain<IQueueGrain>(Support.Some.QueueKey).Wake();
        return true;
    }

    /// <summary>Where most of the conversations live.</summary>
    private static async Task<string> BusiestSilo(IReadOnlyList<CitizenAtHome> citizens)
    {
        var watches = await Task.WhenAll(citizens.Select(citizen => citizen.Watches()));
        return watches.GroupBy(watch => watch.Value!.Silo).MaxBy(group => group.Count())!.Key;
    }

    private sealed record Talk(CitizenAtHome Citizen, AgentAtWork Agent, string Silo)
    {
        private readonly Ledger _citizens = new(Citizen.Key, "citizen");
        private readonly Ledger _agents = new(Citizen.Key, "agent");

        public static async Task<Talk> Of(CitizenAtHome citizen, AgentAtWork[] agents)
        {
            var watch = (await citizen.Watches()).Value!;
            return new Talk(citizen, agents.Single(agent => agent.StaffId == watch.Holder), watch.Silo);
        }

        public IEnumerable<Task> Go(int messages, Action atHalf) =>
        [
            Go(_citizens, messages, (text, id) => Citizen.Posts(text, id), atHalf),
            Go(_agents, messages, (text, id) => Agent.Posts(Citizen.Key, text, id), atHalf),
        ];

        public async Task Check(TestCluster cluster, int messages)
        {
            Assert.Equal((messages, messages), (_citizens.Acknowledged, _agents.Acknowledged));
            await _citizens.Check(cluster.Journal);
            await _agents.Check(cluster.Journal);
            Assert.Equal(ConversationStatus.Closed, (await Citizen.Grain.WhoHolds(0)).Status);
        }

        private async Task Go(Ledger ledger, int messages, Func<string, string, Task<Outcome<Receipt>>> post, Action atHalf)
        {
            for (var number = 0; number < messages; number++)
            {
                await ledger.Post(number, post);
                if (number == messages / 2)
                    atHalf();
                if (number % 10 == 0)
                    await Ledger.Insist(Agent.Looks);
            }
        }
    }
}
#endif
