using Muster.Agents;
using static Muster.Tests.Simulation.Checking.HandMade;

namespace Muster.Tests.Simulation.Checking;

/// <summary>Each check finds its own fault, and nothing in a good history.</summary>
public sealed class CheckTests
{
    private readonly HandMade _good = Good();

    [Fact]
    public void A_good_history_breaks_no_promise()
    {
        _good.Shown(Citizen, null, "a/1", 1, 2, 3, 4, 5, 6, 7).IsOpenAtEnd = true;
        _good.Shown(Sam, Sam, "a/1", 1, 2, 3, 4, 5, 6, 7);

        Assert.Empty(_good.Broken());
    }

    [Fact]
    public void An_acknowledged_message_that_is_not_stored_is_lost() =>
        AssertBroken("nothing acknowledged is lost", _good.Asked(15, "a/1", "message", "m3", "three", 8));

    [Fact]
    public void Another_text_than_was_sent_is_a_change() =>
        AssertBroken("nothing acknowledged is changed", _good.Asked(15, "a/1", "message", "m2", "zwei", 6));

    [Fact]
    public void The_same_message_id_twice_is_doubled() => AssertBroken(
        "nothing is doubled",
        _good.Starts(30, "a/2").Says(31, "a/2", "m1", "one").Says(32, "a/2", "m1", "one").Joins(32.1, "a/2", Sam).Closes(33, "a/2", Sam));

    [Fact]
    public void What_nobody_sent_is_invented() =>
        AssertBroken("nothing is invented", Stray(_good).Joins(30.1, "a/2", Sam).Closes(33, "a/2", Sam));

    [Fact]
    public void A_later_message_before_an_acknowledged_one_is_reordered()
    {
        _good.Starts(30, "a/2").Joins(30.1, "a/2", Sam).Says(31, "a/2", "m1", "one").Says(40, "a/2", "m2", "two").Closes(50, "a/2", Sam);
        var (one, two) = (_good.History.Requests[^2], _good.History.Requests[^1]);
        (one.Answers[0], two.Answers[0]) = (one.Answers[0] with { Seq = two.Answers[0].Seq }, two.Answers[0] with { Seq = one.Answers[0].Seq });

        Assert.Contains("nothing is reordered", _good.Broken());
    }

    [Fact]
    public void A_repeat_with_another_answer_is_found()
    {
        _good.History.Requests[1].Answers.Add(new Answer(At(90), 6, At(14)));

        Assert.Contains("a repeat gets the first answer", _good.Broken());
    }

    [Fact]
    public void A_gap_in_the_numbers_is_found()
    {
        _good.History.Store(new StoredFact("a/1", 9, At(21), "rated"));

        Assert.Contains("stored facts make sense", _good.Broken());
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_snapshot_of_more_than_is_stored_is_found(int covers, bool isBroken)
    {
        _good.History.Snapshots["a/1"] = covers;

        Assert.Equal(isBroken, _good.Broken().Contains("a snapshot covers what is stored"));
    }

    [Fact]
    public void A_second_holder_is_found() =>
        AssertBroken("stored facts make sense", _good.IsThere(0, 600, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Sam).Joins(30.2, "a/2", Kim).Closes(33, "a/2", Kim));

    [Fact]
    public void A_message_after_the_close_is_found() => AssertBroken("stored facts make sense", _good.Says(25, "a/1", "m3", "three"));

    [Fact]
    public void A_stream_that_leaves_something_out_is_found()
    {
        _good.Shown(Citizen, null, "a/1", 1, 2, 3, 5, 6, 7);

        Assert.Equal(["streams leave nothing out"], _good.Broken());
    }

    [Fact]
    public void A_stream_that_ends_too_soon_is_found()
    {
        _good.Shown(Citizen, null, "a/1", 1, 2, 3, 4).IsOpenAtEnd = true;

        Assert.Equal(["streams leave nothing out"], _good.Broken());
    }

    [Fact]
    public void A_stream_out_of_order_is_found()
    {
        _good.Shown(Citizen, null, "a/1", 1, 2, 2, 3);

        Assert.Equal(["streams are in order"], _good.Broken());
    }

    [Fact]
    public void A_note_in_a_citizens_stream_is_found()
    {
        _good.Starts(30, "a/2").Joins(30.1, "a/2", Sam).Fact(31, "a/2", "note", fact => fact with { StaffId = Sam, Text = "rude" }).Closes(33, "a/2", Sam);
        _good.Shown(Citizen, null, "a/2", 1, 2, 3, 4, 5, 6);

        Assert.Equal(["nobody sees what is not theirs"], _good.Broken());
    }

    [Fact]
    public void A_former_holder_who_reads_on_is_found()
    {
        _good.IsThere(0, 600, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Sam).Leaves(40, "a/2", Sam, "agent-offline").Queued(40, "a/2", 30, "agent-offline")
            .Joins(40.1, "a/2", Kim).Says(41, "a/2", "m1", "one").Closes(50, "a/2", Kim);
        _good.Shown(Sam, Sam, "a/2", 1, 2, 3, 4, 5, 6, 7, 8);

        Assert.Equal(["nobody sees what is not theirs"], _good.Broken());
    }

    [Fact]
    public void An_agent_over_capacity_is_found()
    {
        _good.IsThere(0, 600, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Kim).Starts(31, "a/3").Joins(31.1, "a/3", Kim).Closes(40, "a/2", Kim).Closes(41, "a/3", Kim);

        Assert.Equal(["capacity is kept"], _good.Broken());
    }

    [Fact]
    public void One_that_ends_in_the_instant_in_which_the_next_begins_does_not_count() => Assert.Empty(_good
        .IsThere(0, 600, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Kim).Closes(40, "a/2", Kim).Starts(39.9, "a/3").Joins(40, "a/3", Kim).Closes(41, "a/3", Kim).Broken());

    [Fact]
    public void A_place_at_the_back_is_found() => AssertBroken("age is kept", _good
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Leaves(40, "a/2", Sam, "agent-offline").Queued(40, "a/2", 40, "agent-offline").Joins(40.1, "a/2", Sam).Closes(50, "a/2", Sam));

    [Fact]
    public void A_lease_that_lapses_early_is_found() => AssertBroken("a lease lasts 30 s", _good
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Leaves(45, "a/2", Sam, "agent-lost").Queued(45, "a/2", 30, "agent-lost").Joins(45.1, "a/2", Sam).Closes(50, "a/2", Sam));

    [Theory]
    [InlineData(30, false)] // the console was heard by the one that went
    [InlineData(10, true)] // there was one alone by then
    public void What_another_self_of_the_agent_heard_of_the_console_may_be_forgotten(double doubledAt, bool isBroken)
    {
        _good.History.Disturbances.Add(new Disturbance(At(doubledAt), "SecondActivation", "a/" + Kim, TimeSpan.FromSeconds(5)));
        _good.IsThere(0, 49, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Kim).Leaves(65, "a/2", Kim, "agent-lost").Queued(65, "a/2", 30, "agent-lost").Joins(65.1, "a/2", Sam).Closes(70, "a/2", Sam);

        Assert.Equal(isBroken ? ["a lease lasts 30 s"] : [], _good.Broken());
    }

    [Fact]
    public void A_lease_that_never_lapses_is_found() => AssertBroken("a lapsed lease gives back", _good
        .IsThere(0, 31, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Kim).Closes(200, "a/2", Kim));

    [Fact]
    public void Something_given_to_whoever_is_away_is_found() => AssertBroken("nothing is given to the absent", _good
        .Is(25, Kim, Presence.Away).Is(31, Kim, null).Starts(30, "a/2").Joins(30.1, "a/2", Kim).Closes(33, "a/2", Kim));

    [Fact]
    public void A_conversation_taken_while_the_citizen_was_the_one_to_speak_is_found() => AssertBroken("only who owes a reply loses it", Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Replies(35, "a/2", Sam).TakenFrom(90, "a/2", Sam, 30).Joins(151, "a/2", Sam).Replies(155, "a/2", Sam));

    [Fact]
    public void A_conversation_taken_too_soon_is_found() => AssertBroken("a reply has its time", Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Replies(35, "a/2", Sam).Says(40, "a/2", "m1", "one").TakenFrom(69.9, "a/2", Sam, 30));

    [Fact]
    public void A_citizen_who_waits_for_a_reply_for_ever_is_found() => AssertBroken("nobody waits for a reply for ever", Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Replies(66, "a/2", Sam));

    [Fact]
    public void One_that_is_given_back_to_whoever_did_not_reply_is_found() => AssertBroken("others come first after no reply", Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).TakenFrom(60.1, "a/2", Sam, 30).Is(61, Sam, Presence.Available).Joins(118, "a/2", Sam));

    [Fact]
    public void Something_given_to_whoever_did_not_reply_is_found() => AssertBroken("nothing is given to whoever did not reply", Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).TakenFrom(60.1, "a/2", Sam, 30).Starts(66, "a/3").Joins(66.1, "a/3", Sam));

    [Fact]
    public void Whoever_did_not_reply_is_not_idle_until_they_say_that_they_are_there() => Assert.Empty(Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).TakenFrom(60.1, "a/2", Sam, 30).Starts(61, "a/3")
        .Is(66, Sam, Presence.Available).Joins(66.005, "a/3", Sam).Replies(70, "a/3", Sam).Joins(121, "a/2", Sam).Replies(125, "a/2", Sam)
        .Closes(130, "a/2", Sam).Closes(131, "a/3", Sam).Broken());

    [Fact]
    public void One_that_others_had_their_turn_with_first_is_neither_jumped_nor_left_to_an_idle_agent() => Assert.Empty(Impatient(30)
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).TakenFrom(60.1, "a/2", Sam, 30).Is(61, Sam, Presence.Available)
        .Starts(70, "a/3").Joins(70.1, "a/3", Sam).Replies(75, "a/3", Sam).Joins(120.2, "a/2", Sam).Replies(125, "a/2", Sam)
        .Closes(130, "a/2", Sam).Closes(131, "a/3", Sam).Broken());

    [Fact]
    public void A_jump_is_found() => AssertBroken("nobody is passed by", _good
        .Starts(30, "a/2").Starts(35, "a/3").Joins(35.1, "a/3", Sam).Joins(45, "a/2", Sam).Closes(50, "a/2", Sam).Closes(51, "a/3", Sam));

    [Fact]
    public void One_kept_for_another_agent_is_not_jumped() => Assert.DoesNotContain("nobody is passed by", _good
        .IsThere(0, 600, Kim).Starts(30, "a/2").Joins(30.1, "a/2", Sam).Leaves(31, "a/2", Sam, "transferred").Queued(31, "a/2", 30, "transferred", onlyFor: Kim)
        .Starts(35, "a/3").Joins(35.1, "a/3", Sam).Joins(45, "a/2", Kim).Closes(50, "a/2", Kim).Closes(51, "a/3", Sam).Broken());

    [Theory]
    [InlineData(32, false)] // before the older one came back
    [InlineData(35.55, true)]
    public void An_offer_is_judged_by_when_it_was_made_whatever_place_the_conversation_takes_meanwhile(double offeredAt, bool isBroken)
    {
        _good.History.OfferingQueues.Add(Queue);
        var (offer, other) = (new StoredSlot(Sam, "a/3", "offered"), new StoredSlot(Sam, "a/1", "wrap-up"));
        _good.Starts(30, "a/2").Joins(30.1, "a/2", Kim).Starts(31, "a/3").Leaves(34, "a/2", Kim, "agent-lost").Queued(34, "a/2", 30, "agent-lost")
            .Queued(35.8, "a/3", 31, "contact").Joins(38, "a/3", Sam).Joins(45, "a/2", Sam).Closes(50, "a/2", Sam).Closes(51, "a/3", Sam)
            .Stored(new SlotsStored(At(offeredAt), Sam, [offer, other]), new SlotsStored(At(35.6), Sam, [offer]), new SlotsStored(At(37), Sam, [offer, other]));

        Assert.Equal(isBroken, _good.Broken().Contains("nobody is passed by"));
    }

    [Fact]
    public void An_agent_who_idles_while_somebody_waits_is_found() =>
        AssertBroken("nobody is idle while someone waits", _good.Starts(30, "a/2").Joins(40, "a/2", Sam).Closes(50, "a/2", Sam));

    [Theory]
    [InlineData(9, true)]
    [InlineData(11, false)]
    public void After_a_fault_an_agent_may_idle_for_as_long_as_it_can_take(int longest, bool isBroken)
    {
        _good.Starts(30, "a/2").Joins(40, "a/2", Sam).Closes(50, "a/2", Sam);
        (_good.History.IsCalm, _good.History.LongestIdle) = (false, TimeSpan.FromSeconds(longest));

        Assert.Equal(isBroken, _good.Broken().Contains("nobody is idle while someone waits"));
    }

    [Fact]
    public void A_conversation_in_nobodys_line_is_found()
    {
        _good.Starts(30, "a/2");
        _good.History.IsAtRest = false;

        Assert.Equal(["nobody is forgotten", "an open conversation is in one queue's register"], _good.Broken());
    }

    [Fact]
    public void A_conversation_in_two_places_is_found()
    {
        _good.History.Slots.Add(new StoredSlot(Kim, "a/1", "held"));
        _good.History.Places.Add(new StoredPlace(Queue, "a/1", true, 0));

        Assert.Equal(["a closed conversation leaves the line", "a conversation is with its holder alone"], _good.Broken());
    }

    [Fact]
    public void A_closed_conversation_that_is_not_registered_is_found()
    {
        _good.History.Registered.Clear();

        Assert.Equal(["a closed conversation is registered"], _good.Broken());
    }

    [Fact]
    public void One_that_a_register_names_at_every_moment_is_found()
    {
        _good.Stored(Segments(9.9, 1), Places(9.9, "a/1"), Facts(10, 0, 3), Facts(20, 3, 7), new ClosedStored(At(21), ["a/1"]), Places(22));

        Assert.Empty(_good.Broken());
    }

    [Fact]
    public void One_that_is_stored_before_its_place_is_in_no_register_for_a_moment() =>
        AssertBroken("each is found at any moment", _good.Stored(Segments(9.9, 1), Facts(10, 0, 3), Places(10.1, "a/1")));

    [Fact]
    public void One_that_leaves_its_queue_before_its_days_register_has_it_is_in_none_for_a_moment() => AssertBroken(
        "each is found at any moment",
        _good.Stored(Segments(9.9, 1), Places(9.9, "a/1"), Facts(10, 0, 7), Places(21), new ClosedStored(At(22), ["a/1"])));

    [Fact]
    public void One_in_a_segment_that_the_queue_no_longer_names_is_in_no_register() =>
        AssertBroken("each is found at any moment", _good.Stored(Segments(9.9, 1), Places(9.9, "a/1"), Facts(10, 0, 3), Segments(11, 2)));

    [Fact]
    public void Facts_that_are_gone_again_are_missed() =>
        AssertBroken("what is stored stays", _good.Stored(Segments(9.9, 1), Places(9.9, "a/1"), Facts(10, 0, 5), Facts(11, 4, 4)));

    [Fact]
    public void An_agents_state_that_names_too_many_is_found() => AssertBroken(
        "capacity is kept",
        _good.Stored(new SlotsStored(At(30), Kim, [new StoredSlot(Kim, "a/2", "held"), new StoredSlot(Kim, "a/3", "reserved")]), new SlotsStored(At(31), Kim, [])));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_a_supervisor_gave_beyond_the_limit_is_not_too_many(bool isMarked, bool isBroken) => Assert.Equal(isBroken, _good
        .Stored(
            new SlotsStored(At(30), Kim, [new StoredSlot(Kim, "a/2", "held"), new StoredSlot(Kim, "a/3", "reserved") { IsBeyondLimit = isMarked }]),
            new SlotsStored(At(31), Kim, []))
        .Broken().Contains("capacity is kept"));

    [Theory]
    [InlineData(30.5, false)] // before the other, which was given on top of it
    [InlineData(32, true)]
    public void What_was_given_within_the_limit_may_be_accepted_after_what_was_given_beyond_it(double givenAt, bool isBroken)
    {
        var (within, beyond) = (new StoredSlot(Kim, "a/2", "offered"), new StoredSlot(Kim, "a/3", "offered") { IsBeyondLimit = true });
        _good.IsThere(0, 600, Kim).Starts(30, "a/2").Starts(30, "a/3").Fact(31, "a/3", "joined", fact => fact with { Queue = Queue, StaffId = Kim, IsBeyondLimit = true })
            .Joins(33, "a/2", Kim).Closes(40, "a/2", Kim).Closes(41, "a/3", Kim)
            .Stored(givenAt < 31 ? [Slots(givenAt, within), Slots(30.9, within, beyond)] : [Slots(30.9, beyond), Slots(givenAt, beyond, within)]);

        Assert.Equal(isBroken, Checks.Of(_good.History).Any(violation => violation.Promise == "capacity is kept" && violation.What.Contains("holds", StringComparison.Ordinal)));

        static SlotsStored Slots(double at, params StoredSlot[] slots) => new(At(at), Kim, slots);
    }

    [Fact]
    public void A_joining_beyond_the_limit_that_no_supervisor_asked_for_is_found() => AssertBroken(
        "only a supervisor gives beyond the limit",
        _good.Starts(30, "a/2").Fact(30.1, "a/2", "joined", fact => fact with { Queue = Queue, StaffId = Sam, IsBeyondLimit = true }).Closes(40, "a/2", Sam));

    [Theory]
    [InlineData(50, false)] // while there were two of the agent
    [InlineData(90, true)] // long after
    public void A_slot_outlives_its_conversation_only_where_another_self_of_the_agent_has_stored_it(double storedAt, bool isBroken)
    {
        var slot = new StoredSlot(Kim, "a/1", "held");
        _good.History.Disturbances.Add(new Disturbance(At(40), "SecondActivation", "a/" + Kim, TimeSpan.FromSeconds(20)));
        _good.Stored(new SlotsStored(At(storedAt), Kim, [slot])).History.Slots.Add(slot);

        Assert.Equal(isBroken, _good.Broken().Contains("a conversation is with its holder alone"));
    }

    private static SegmentsStored Segments(double at, params int[] numbers) => new(At(at), Queue, numbers);

    private static PlacesStored Places(double at, params string[] conversations) => new(At(at), Queue, 1, conversations);

    private FactsStored Facts(double at, int after, int until) => new(At(at), "a/1", after, [.. _good.History.StoryOf("a/1")!.Facts.Skip(after).Take(until - after)]);

    private static void AssertBroken(string promise, HandMade history) => Assert.Contains(promise, history.Broken());

    /// <summary>The good history of an agency that waits so long for a reply.</summary>
    private HandMade Impatient(int seconds)
    {
        _good.History.NoReply = TimeSpan.FromSeconds(seconds);
        return _good;
    }

    private static HandMade Stray(HandMade history)
    {
        history.Starts(30, "a/2");
        return history.Fact(30, "a/2", "message", fact => fact with { From = "citizen", Text = "never said", MessageId = "m9" });
    }
}
