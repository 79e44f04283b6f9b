using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Agents;

public sealed class AgentRulesTests
{
    private const int Most = 3;

    [Theory]
    [InlineData(-1, Refusal.InvalidRequest)]
    [InlineData(0, null)]
    [InlineData(3, null)]
    [InlineData(4, Refusal.InvalidRequest)]
    public void Capacity_is_at_most_the_accounts(int capacity, Refusal? refusal) =>
        Assert.Equal(refusal, new Agent().SetPresence(new SetPresence(Presence.Available, capacity), Most, Some.Moment).Refusal);

    [Fact]
    public void A_presence_nobody_knows_is_refused() =>
        Assert.Equal(Refusal.InvalidRequest, new Agent().SetPresence(new SetPresence((Presence)9, null), Most, Some.Moment).Refusal);

    [Theory]
    [InlineData(Presence.Available, Presence.Busy, Presence.Busy, "supervisor")]
    [InlineData(Presence.Busy, Presence.Offline, Presence.Offline, "supervisor")]
    [InlineData(Presence.Away, Presence.Away, Presence.Away, null)]
    [InlineData(Presence.Offline, Presence.Away, Presence.Offline, null)]
    public void A_supervisor_takes_an_agent_out_of_work(Presence before, Presence asked, Presence after, string? why)
    {
        var agent = new Agent { Presence = before }.SetPresenceFor(asked).Value!;

        Assert.Equal((after, why), (agent.Presence, agent.Why));
    }

    [Theory]
    [InlineData(Presence.Available)]
    [InlineData((Presence)9)]
    public void Nobody_else_says_that_an_agent_is_there(Presence asked) =>
        Assert.Equal(Refusal.InvalidRequest, new Agent { Presence = Presence.Busy }.SetPresenceFor(asked).Refusal);

    [Fact]
    public void Capacity_that_is_not_named_stays()
    {
        var agent = new Agent().SetPresence(new SetPresence(Presence.Available, 2), Most, Some.Moment).Value!;

        Assert.Equal(2, agent.SetPresence(new SetPresence(Presence.Busy, null), Most, Some.Moment).Value!.CapacityOf(Most));
    }

    [Fact]
    public void An_account_whose_maximum_shrinks_holds_no_more_than_that() =>
        Assert.Equal(2, new Agent { Capacity = 5 }.CapacityOf(most: 2));

    [Theory]
    [InlineData(Presence.Available, 3)]
    [InlineData(Presence.Busy, 0)]
    [InlineData(Presence.Away, 0)]
    [InlineData(Presence.Offline, 0)]
    public void Only_the_available_are_given_work(Presence presence, int free) => Assert.Equal(free, new Agent { Presence = presence }.Free(Most));

    [Fact]
    public void Whoever_comes_back_is_no_longer_lost()
    {
        var back = new Agent().Lapse(Some.Moment).SetPresence(new SetPresence(Presence.Available, null), Most, Some.Moment).Value!;

        Assert.Equal((null, null), (back.LostAt, back.Why));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_slot_is_reserved_while_there_is_one(int held, bool isReserved)
    {
        var agent = Some.AvailableAgent([.. Enumerable.Range(0, held).Select(number => Some.Slot($"demo/{number}"))]);

        Assert.Equal(isReserved, agent.Reserve(Some.Take(), Most, Some.Moment) is not null);
    }

    [Theory]
    [InlineData(2, null, Presence.Available, "Kim", true, null)] // there is room
    [InlineData(3, null, Presence.Available, "Kim", true, "Kim")]
    [InlineData(2, 2, Presence.Available, "Kim", true, "Kim")]
    [InlineData(3, null, Presence.Available, null, false, null)]
    [InlineData(3, null, Presence.Busy, "Kim", false, null)]
    public void Beyond_the_limit_a_supervisors_word_alone_reserves_a_slot_and_the_slot_says_so(
        int held, int? mostOfQueue, Presence presence, string? by, bool isReserved, string? mark)
    {
        var agent = Some.AvailableAgent([.. Enumerable.Range(0, held).Select(number => Some.Slot($"demo/{number}"))]) with { Presence = presence };

        var after = agent.Reserve(Some.Take() with { MostOfQueue = mostOfQueue, BeyondLimitBy = by }, Most, Some.Moment);

        Assert.Equal((isReserved, mark), (after is not null, after?.Slot(Some.Key)?.BeyondLimitBy));
        Assert.Equal(mark, after?.Confirm(Some.Key, Some.Holding(ConversationStatus.Active, Some.Alex, 4)).Slot(Some.Key)?.BeyondLimitBy);
    }

    [Theory]
    [InlineData(Presence.Available, null, SlotState.Reserved)]
    [InlineData(Presence.Available, 1, null)]
    [InlineData(Presence.Away, null, null)]
    public void What_moved_to_another_queue_during_an_offer_is_given_anew_in_the_same_slot(Presence presence, int? mostOfQueue, SlotState? given)
    {
        var agent = Some.AvailableAgent(Some.Slot(state: SlotState.Offered), Some.Slot("demo/other") with { Queue = "demo/another" }) with { Presence = presence };

        var after = agent.Reserve(new TakeConversation(Some.Key, "demo/another", null) { MostOfQueue = mostOfQueue }, most: 2, Some.Moment);

        Assert.Equal((given, given is null ? null : "demo/another"), (after?.Slot(Some.Key)?.State, after?.Slot(Some.Key)?.Queue));
        Assert.Equal(given is null ? null : 2, after?.Slots.Length);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_queue_may_leave_less_than_the_agents_capacity(int? mostOfQueue, bool isReserved)
    {
        var agent = Some.AvailableAgent(Some.Slot("demo/of-this-queue"), Some.Slot("demo/of-another") with { Queue = "demo/another" });

        Assert.Equal(isReserved, agent.Reserve(Some.Take() with { MostOfQueue = mostOfQueue }, Most, Some.Moment) is not null);
    }

    [Theory]
    [InlineData(SlotState.Reserved)]
    [InlineData(SlotState.Offered)]
    [InlineData(SlotState.Held)]
    [InlineData(SlotState.WrapUp)]
    public void Every_slot_counts_and_none_is_given_twice(SlotState state)
    {
        var agent = Some.AvailableAgent(Some.Slot(state: state));

        var again = agent.Reserve(Some.Take(), Most, Some.Moment)!;

        Assert.Equal(2, agent.Free(Most));
        Assert.Equal(Some.Key, Assert.Single(again.Slots).Conversation);
    }

    [Fact]
    public void An_offer_is_accepted_before_its_time_is_up_and_again_harmlessly()
    {
        var agent = Some.AvailableAgent().Reserve(Some.Take(offerFor: TimeSpan.FromSeconds(30)), Most, Some.Moment)!;

        Assert.Null(agent.Accept(Some.Key, Some.Moment.AddSeconds(30)));
        var accepted = agent.Accept(Some.Key, Some.Moment.AddSeconds(29))!;
        Assert.Equal(SlotState.Reserved, accepted.Slot(Some.Key)!.State);
        Assert.Equal(accepted, accepted.Accept(Some.Key, Some.Moment.AddSeconds(29)));
    }

    [Fact]
    public void What_was_not_offered_is_not_accepted() => Assert.Null(Some.AvailableAgent().Accept(Some.Key, Some.Moment));

    [Fact]
    public void A_missed_offer_frees_the_slot_and_the_agent_seems_away()
    {
        var agent = Some.AvailableAgent(Some.Slot("demo/held")).Reserve(Some.Take(offerFor: TimeSpan.FromSeconds(30)), Most, Some.Moment)!;

        Assert.Equal(agent, agent.MissOffers(Some.Moment.AddSeconds(29)));
        var missed = agent.MissOffers(Some.Moment.AddSeconds(30));
        Assert.Equal((Presence.Away, "missed-offer"), (missed.Presence, missed.Why));
        Assert.Equal(["demo/held"], missed.Slots.Select(slot => slot.Conversation));
    }

    [Theory]
    [InlineData(SlotState.Held, 3, false)]
    [InlineData(SlotState.Held, 4, true)]
    [InlineData(SlotState.WrapUp, 4, true)]
    [InlineData(SlotState.Reserved, 9, false)]
    [InlineData(SlotState.Offered, 9, false)]
    public void A_slot_is_freed_by_what_is_newer_than_its_joining(SlotState state, int seq, bool isFreed) =>
        Assert.Equal(isFreed, Some.AvailableAgent(Some.Slot(state: state)).Release(Some.Key, seq).Slots.IsEmpty);

    [Theory]
    [InlineData(SlotState.Held, 3, SlotState.Held)]
    [InlineData(SlotState.Held, 4, SlotState.WrapUp)]
    [InlineData(SlotState.Reserved, 9, SlotState.Reserved)]
    public void A_citizens_end_is_wrap_up_when_it_is_newer_than_the_joining(SlotState state, int seq, SlotState after) =>
        Assert.Equal(after, Some.AvailableAgent(Some.Slot(state: state)).WrapUp(Some.Key, seq).Slot(Some.Key)!.State);

    [Fact]
    public void What_the_conversation_confirms_is_held()
    {
        var agent = Some.AvailableAgent(Some.Slot(state: SlotState.Reserved, joinedSeq: 0));

        var held = agent.Confirm(Some.Key, Some.Holding(ConversationStatus.Active, Some.Alex, 4)).Slot(Some.Key)!;
        var wrapUp = agent.Confirm(Some.Key, Some.Holding(ConversationStatus.WrapUp, Some.Alex, 9)).Slot(Some.Key)!;

        Assert.Equal((SlotState.Held, 4), (held.State, held.JoinedSeq));
        Assert.Equal((SlotState.WrapUp, 9), (wrapUp.State, wrapUp.JoinedSeq));
    }

    [Theory]
    [InlineData(SlotState.Held, 3, false)]
    [InlineData(SlotState.Held, 4, true)]
    [InlineData(SlotState.Reserved, 9, false)]
    public void What_is_taken_away_for_want_of_a_reply_makes_the_agent_seem_away(SlotState state, int seq, bool isTaken)
    {
        var agent = Some.AvailableAgent(Some.Slot(state: state)).TakeAway(Some.Key, seq);

        Assert.Equal(isTaken, agent.Slots.IsEmpty);
        Assert.Equal(isTaken ? (Presence.Away, "no-reply") : (Presence.Available, null), (agent.Presence, agent.Why));
    }

    [Theory]
    [InlineData(Presence.Busy)]
    [InlineData(Presence.Away)]
    [InlineData(Presence.Offline)]
    public void Whoever_takes_nothing_anyway_stays_what_they_are(Presence presence) =>
        Assert.Equal(presence, (Some.AvailableAgent(Some.Slot()) with { Presence = presence }).TakeAway(Some.Key, 9).Presence);

    [Fact]
    public void Taken_away_twice_is_taken_away_once()
    {
        var back = Some.AvailableAgent(Some.Slot()).TakeAway(Some.Key, 9).SetPresence(new SetPresence(Presence.Available, null), Most, Some.Moment).Value!;

        Assert.Equal(back, back.TakeAway(Some.Key, 9));
    }

    [Fact]
    public void Word_of_its_being_taken_away_that_got_lost_is_found_in_the_conversation()
    {
        var taken = Some.Holding(ConversationStatus.Waiting, null, 9) with { TakenFrom = Some.Alex };

        Assert.Equal((Presence.Away, "no-reply"), Seen(Some.AvailableAgent(Some.Slot()).Settle(Some.Alex, Some.Key, taken)));
        Assert.Equal((Presence.Available, null), Seen(Some.AvailableAgent(Some.Slot()).Settle(Some.Blake, Some.Key, taken)));
        Assert.Equal((Presence.Available, null), Seen(Some.AvailableAgent(Some.Slot(state: SlotState.Reserved, joinedSeq: 0)).Settle(Some.Alex, Some.Key, taken)));

        static (Presence, string?) Seen(Agent agent)
        {
            Assert.Empty(agent.Slots);
            return (agent.Presence, agent.Why);
        }
    }

    [Fact]
    public void A_lapsed_lease_puts_the_agent_offline_once()
    {
        var lapsed = Some.AvailableAgent(Some.Slot()).Lapse(Some.Moment);

        Assert.Equal((Presence.Offline, "lease-lapsed", Some.Moment), (lapsed.Presence, lapsed.Why, lapsed.LostAt));
        Assert.Equal(lapsed, lapsed.Lapse(Some.Moment.AddHours(1)));
    }

    [Fact]
    public void No_agent_is_ever_given_more_than_the_capacity() => Property.Holds(tape =>
    {
        var (agent, now, next) = (new Agent(), Some.Moment, 0);

        while (!tape.IsOver)
        {
            now = now.AddSeconds(tape.Next(15));
            var conversation = $"demo/{tape.Next(6)}";
            var before = agent;
            agent = tape.Next(10) switch
            {
                0 => agent.SetPresence(new SetPresence(tape.Of(Presence.Available, Presence.Available, Presence.Busy, Presence.Offline), tape.Next(4)), Most, now).Value ?? agent,
                1 or 2 => agent.Reserve(new TakeConversation(conversation, Some.QueueKey, tape.Chance(2) ? TimeSpan.FromSeconds(20) : null), Most, now) ?? agent,
                3 => agent.Accept(conversation, now) ?? agent,
                4 => agent.Confirm(conversation, Some.Holding(tape.Of(ConversationStatus.Active, ConversationStatus.WrapUp), Some.Alex, ++next)),
                5 => agent.WrapUp(conversation, next + tape.Next(3) - 1),
                6 => agent.Release(conversation, next + tape.Next(3) - 1),
                7 => agent.MissOffers(now),
                8 => agent.TakeAway(conversation, next + tape.Next(3) - 1),
                _ => agent.Lapse(now),
            };

            Assert.Distinct(agent.Slots.Select(slot => slot.Conversation));
            Assert.True(agent.Slots.Length <= before.Slots.Length || agent.Slots.Length <= agent.CapacityOf(Most));
            Assert.True(agent.Slots.Length <= before.Slots.Length || before.Presence == Presence.Available);
            Assert.InRange(agent.Slots.Length, 0, Most);
        }
    });
}
