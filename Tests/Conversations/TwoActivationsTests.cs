#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>For a moment a conversation may exist twice: nobody is turned away by the one that does not know of them yet.</summary>
public sealed class TwoActivationsTests
{
    public static TheoryData<string> Calls => ["look", "read", "post", "close", "answer", "rate", "watch"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_citizen_is_not_turned_away_by_an_activation_that_was_there_before_the_start(string call)
    {
        await using var cluster = await ChatCluster.Start();
        await using var twin = await cluster.Twin();
        var (robin, there) = (cluster.Citizen(), twin.Citizen());
        Assert.Equal(Refusal.NotFound, (await there.Grain.Look(robin.Caller)).Refusal);
        await robin.Starts();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => Ask(there, call));

        Assert.NotEqual(Refusal.NotFound, await Ask(there, call));
    }

    [Fact]
    public async Task A_rating_is_not_refused_by_an_activation_that_has_not_heard_of_the_end()
    {
        await using var cluster = await ChatCluster.Start();
        await using var twin = await cluster.Twin();
        var (robin, there) = (cluster.Citizen(), twin.Citizen());
        await robin.Starts();
        Assert.True((await there.Grain.Look(robin.Caller)).IsDone);
        Assert.Equal(Refusal.NotAllowed, await Ask(there, "rate"));
        await robin.Ends();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => Ask(there, "rate"));

        Assert.Null(await OnceItHasMadeWay(() => Ask(there, "rate")));
    }

    [Fact]
    public async Task An_agent_is_not_turned_away_by_an_activation_that_was_there_before_the_assignment()
    {
        await using var cluster = await ChatCluster.Start();
        await using var twin = await cluster.Twin();
        var robin = cluster.Citizen();
        await robin.Starts();
        var there = twin.Citizen();
        Assert.True((await there.Grain.Look(robin.Caller)).IsDone);
        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => there.Grain.Note(alex.Caller, new AddNote("Knows the road.")));

        Assert.True((await there.Grain.Note(alex.Caller, new AddNote("Knows the road."))).IsDone);
    }

    [Fact]
    public async Task An_agent_is_not_refused_a_close_by_an_activation_that_has_not_heard_what_came_of_a_call()
    {
        await using var cluster = await ChatCluster.Start();
        await using var twin = await cluster.Twin();
        var robin = cluster.Citizen();
        await robin.Starts();
        await robin.Grain.AskForContact(robin.Caller, Contacts.CallBack);
        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        var there = twin.Citizen();
        Assert.Equal(Refusal.NotAllowed, (await there.Grain.Close(alex.Caller, Some.Close())).Refusal);
        Assert.True((await robin.Grain.RecordContact(alex.Caller, new RecordContact(ContactOutcome.Reached, null, null))).IsDone);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => there.Grain.Close(alex.Caller, Some.Close()));

        Assert.True((await there.Grain.Close(alex.Caller, Some.Close())).IsDone);
    }

    [Fact]
    public async Task An_agent_who_was_there_before_the_assignment_does_not_say_that_they_hold_nothing()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex");
        await using var twin = await cluster.Twin();
        var there = twin.Grains.GetGrain<IAgentGrain>(GrainKey.Of(Some.Agency, alex.StaffId));
        Assert.Equal(0, (await there.Availability()).InUse);
        var robin = cluster.Citizen();
        await robin.Starts();
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        var reminder = new TakeConversation(robin.Key, Some.QueueKey, null, 0) { IsReminder = true };

        await Assert.ThrowsAnyAsync<Exception>(() => there.Take(reminder));

        Assert.Equal(TakeResult.Taken, (await OnceItHasMadeWay(() => there.Take(reminder))).Result);
    }

    [Fact]
    public async Task Who_has_no_business_here_is_turned_away_as_before()
    {
        await using var cluster = await ChatCluster.Start();
        var (robin, other) = (cluster.Citizen(), cluster.Citizen("c-2"));
        await robin.Starts();

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Look(other.Caller)).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Post(other.Caller, new PostMessage("m-1", "Let me in"))).Refusal);
    }

    /// <summary>An activation that has found out that it is behind answers nothing until the next one is there.</summary>
    private static async Task<T> OnceItHasMadeWay<T>(Func<Task<T>> ask)
    {
        for (var asked = 0; asked < 1_000; asked++)
        {
            try
            {
                return await ask();
            }
            catch (JournalUnavailableException)
            {
                await Task.Yield();
            }
        }

        return await ask();
    }

    private static async Task<Refusal?> Ask(CitizenAtHome citizen, string call) => call switch
    {
        "look" => (await citizen.Grain.Look(citizen.Caller)).Refusal,
        "read" => (await citizen.Grain.Read(citizen.Caller, 0, 100)).Refusal,
        "post" => (await citizen.Grain.Post(citizen.Caller, new PostMessage("m-2", "Are you there?"))).Refusal,
        "close" => (await citizen.Grain.Close(citizen.Caller, new CloseConversation(null))).Refusal,
        "answer" => (await citizen.Grain.AnswerClosing(citizen.Caller, moreHelp: false)).Refusal,
        "rate" => (await citizen.Grain.Rate(citizen.Caller, new RateConversation(true, 5, null))).Refusal,
        _ => (await citizen.Watches()).Refusal,
    };
}
#endif
