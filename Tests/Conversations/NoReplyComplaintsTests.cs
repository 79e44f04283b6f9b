#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What users of other products complain about (requirements, C5): an agent is there, has the conversation, and does not reply.</summary>
public sealed class NoReplyComplaintsTests
{
    [Fact]
    public async Task C5_An_agent_who_does_not_reply_is_alerted_and_then_it_is_given_to_another()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await blake.Is(Presence.Available);
        var joined = cluster.Clock.GetUtcNow();

        await cluster.Watched(seconds: 119, alex, blake);
        Assert.Empty(robin.Screen.Signals.All);
        await robin.Watches();
        await cluster.Watched(seconds: 1, alex, blake);
        var alert = await robin.Screen.Signals.Until("Alex is alerted", signal => signal.Kind == Signal.NoReply);
        Assert.Equal((joined, joined.AddSeconds(300)), (alert.Since, alert.ReturnsAt));
        await cluster.Watched(seconds: 179, alex, blake);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        await cluster.Watched(seconds: 1, alex, blake);

        await blake.Holds(robin.Key);
        await alex.Until("seems away", view => view is { Presence: Presence.Away, Why: "no-reply", Slots.IsEmpty: true });
        Assert.Equal(
            [(EntryKind.Left, ReturnReason.NoReply), (EntryKind.Waiting, ReturnReason.NoReply), (EntryKind.Joined, null)],
            (await robin.Reads()).Skip(4).Select(entry => (entry.Kind, entry.Reason)));
    }

    [Fact]
    public async Task C5_A_reply_in_time_keeps_it_and_a_citizen_who_goes_silent_takes_it_from_nobody()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);

        await cluster.Watched(seconds: 299, alex);
        await alex.Posts(robin.Key, "Which pump is it?", "a-1");
        await robin.Watches();
        var alerts = robin.Screen.Signals.All.Count;
        await cluster.Watched(seconds: 100, alex);
        await robin.Watches();
        await cluster.Watched(seconds: 100, alex);
        Assert.Equal(alerts, robin.Screen.Signals.All.Count);
        await cluster.Watched(seconds: 700, alex);

        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        Assert.Equal((Presence.Available, null), ((await alex.Looks()).Presence, (await alex.Looks()).Why));
    }

    [Fact]
    public async Task C5_Whoever_did_not_reply_gets_it_back_only_when_others_have_had_their_turn()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await kim.Starts();

        await cluster.Watched(seconds: 299, alex);
        await alex.Until("seems away", view => view.Presence == Presence.Away);
        await cluster.Watched(seconds: 5, alex);
        Assert.Empty((await alex.Looks()).Slots); // an absent agent does not get the next one either
        await alex.Is(Presence.Available);

        await alex.Holds(kim.Key);
        await alex.Closes(kim.Key);
        await cluster.Watched(seconds: 50, alex);
        Assert.Empty((await alex.Looks()).Slots);
        await cluster.Watched(seconds: 6, alex);
        await alex.Until("holds it again", view => view.Slots.Any(slot => slot.Conversation == robin.Key && slot.JoinedSeq > 4));
    }

    [Fact]
    public async Task C5_A_conversation_that_is_awake_no_more_is_woken_by_its_agent()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAnyAsync<Exception>(() => robin.Posts("Hello?")); // the conversation ends, and nobody asks for it

        await cluster.Watched(seconds: 330, alex);

        await alex.Until("seems away", view => view is { Presence: Presence.Away, Why: "no-reply" });
        Assert.Equal(ReturnReason.NoReply, cluster.Journal.FactsOf(robin.Key).OfType<AgentLeft>().Single().Reason);
    }
}
#endif
