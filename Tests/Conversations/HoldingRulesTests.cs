using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Who takes it, hands it on and loses it (S47).</summary>
public sealed class HoldingRulesTests
{
    [Fact]
    public void An_agent_takes_what_waits()
    {
        var taken = Some.Waiting().Then(Some.Waiting().Assign(Some.Assignment(), Some.Moment));

        Assert.Equal((ConversationStatus.Active, Some.Alex), (taken.Status, taken.Holder?.StaffId));
    }

    public static TheoryData<string, Conversation> NotToBeTaken => new()
    {
        { "unopened", Conversation.Unopened },
        { "another's", Some.Active(Some.Blake) },
        { "one's own", Some.Active() },
        { "in wrap-up", Some.InWrapUp() },
        { "closed", Some.Closed() },
        { "abandoned", Some.Abandoned() },
        { "in another queue", Some.Waiting().Then(new ConversationQueued(Some.OtherQueue, 1, "transferred")) },
    };

    [Theory, MemberData(nameof(NotToBeTaken), DisableDiscoveryEnumeration = true)]
    public void Nothing_else_is_taken(string _, Conversation conversation) => Assert.Empty(conversation.Assign(Some.Assignment(), Some.Moment).Facts);

    [Fact]
    public void What_was_handed_to_one_agent_waits_for_them_for_a_time()
    {
        var until = Some.Moment.AddSeconds(120);
        var waiting = Some.WaitingFor(Some.Blake, until);

        Assert.Single(waiting.Assign(Some.Assignment(Some.Blake), Some.Moment).Facts);
        Assert.Empty(waiting.Assign(Some.Assignment(Some.Alex), until.AddTicks(-1)).Facts);
        Assert.Single(waiting.Assign(Some.Assignment(Some.Alex), until).Facts);
    }

    [Fact]
    public void A_handover_says_to_whom_and_keeps_its_place()
    {
        var conversation = Some.Active();

        var decision = conversation.Transfer(Some.By(Some.Alex), new(null, Some.Blake, "Knows pumps."), new(Some.Queue, Some.Member(Some.Blake), Some.Moment.AddMinutes(2)), conversation.Triage, conversation.Ticket);

        Assert.Collection(
            decision.Facts,
            told => Assert.Equal("staff-blake alias", Assert.IsType<ConversationTransferred>(told).ToAlias),
            note => Assert.Equal("Knows pumps.", Assert.IsType<NoteAdded>(note).Text),
            queued => Assert.Equal((conversation.Ticket, Some.Blake), (((ConversationQueued)queued).Ticket, ((ConversationQueued)queued).For)));
        Assert.Null(conversation.Then(decision).Holder);
    }

    [Fact]
    public void A_handover_to_experts_says_to_whom_and_what_is_asked_of_them()
    {
        var (conversation, crew) = (Some.Active(), new ExpertGroup("pump-crew", "The pump crew", Some.OtherQueue, [new("pumps", 3)]));

        var decision = conversation.Transfer(Some.By(Some.Alex), ToExperts, new(Some.OtherQueue, Group: crew), conversation.AskingFor(crew, Some.Moment), conversation.Ticket);

        Assert.Collection(
            decision.Facts,
            told => Assert.Equal(("The pump crew", "pump-crew"), (((ConversationTransferred)told).ToAlias, ((ConversationTransferred)told).Group)),
            note => Assert.IsType<NoteAdded>(note),
            asks => Assert.Equal(crew.Skills, Assert.IsType<ConversationTriaged>(asks).Triage!.Skills),
            queued => Assert.Equal((Some.OtherQueue, null), (((ConversationQueued)queued).Queue, ((ConversationQueued)queued).For)));
    }

    [Fact]
    public void Whoever_was_chosen_before_experts_were_asked_does_not_get_it()
    {
        var (conversation, crew) = (Some.Active(), new ExpertGroup("pump-crew", "The pump crew", Some.Queue, [new("pumps", 3)]));
        var asking = conversation.AskingFor(crew, Some.Moment);
        var waiting = conversation.Then(conversation.Transfer(Some.By(Some.Alex), ToExperts, new(Some.Queue, Group: crew), asking, conversation.Ticket));

        Assert.Empty(waiting.Assign(ChosenFor(null), Some.Moment).Facts);
        Assert.Empty(waiting.Assign(ChosenFor(conversation.AskingFor(crew, Some.Moment.AddSeconds(-1))), Some.Moment).Facts);
        Assert.Single(waiting.Assign(ChosenFor(asking), Some.Moment).Facts);
        Assert.Single((waiting with { IsAtRisk = true }).Assign(ChosenFor(null), Some.Moment).Facts);
    }

    private static AssignConversation ChosenFor(Triage? triage) =>
        Some.Assignment(Some.Blake) with { Reason = new AssignmentReason(Some.Moment, Some.Queue, AssignmentMode.Offer, AgentChoice.LongestIdle, null, 1, triage, [], 1, [], [], 0) };

    [Theory]
    [InlineData(" Blake knows pumps ", "Blake knows pumps")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_handover_says_why_if_its_agent_does(string? said, string? told)
    {
        var conversation = Some.Active();

        var decision = conversation.Transfer(Some.By(Some.Alex), new(Some.OtherQueue, null, "note", said), new(Some.OtherQueue), conversation.Triage, conversation.Ticket);

        Assert.Equal(told, decision.Facts.OfType<ConversationTransferred>().Single().Reason);
    }

    private static TransferConversation ToExperts => new(null, null, "note") { Group = "experts" };

    public static TheoryData<string, Conversation, TransferConversation, Refusal?> Handovers => new()
    {
        { "to a queue", Some.Active(), new(Some.OtherQueue, null, "note"), null },
        { "to an agent", Some.Active(), new(null, Some.Blake, "note"), null },
        { "to an agent in another queue", Some.Active(), new(Some.OtherQueue, Some.Blake, "note"), null },
        { "to a group", Some.Active(), ToExperts, null },
        { "to a group in a queue of one's own choice", Some.Active(), ToExperts with { Queue = Some.Queue }, Refusal.InvalidRequest },
        { "to a group and an agent", Some.Active(), ToExperts with { Agent = Some.Blake }, Refusal.InvalidRequest },
        { "without a note", Some.Active(), new(Some.OtherQueue, null, null), Refusal.InvalidRequest },
        { "with a blank note", Some.Active(), new(Some.OtherQueue, null, " "), Refusal.InvalidRequest },
        { "to an agent without a note", Some.Active(), new(null, Some.Blake, null), Refusal.InvalidRequest },
        { "to a group without a note", Some.Active(), ToExperts with { Note = null }, Refusal.InvalidRequest },
        { "with the longest note", Some.Active(), new(Some.OtherQueue, null, Some.Words(4_000)), null },
        { "with too long a note", Some.Active(), new(Some.OtherQueue, null, Some.Words(4_001)), Refusal.MessageTooLong },
        { "with the longest reason", Some.Active(), new(Some.OtherQueue, null, "note", Some.Words(500)), null },
        { "with too long a reason", Some.Active(), new(Some.OtherQueue, null, "note", Some.Words(501)), Refusal.InvalidRequest },
        { "with an id that is none", Some.Active(), new(Some.OtherQueue, null, "note") { MessageId = "with space" }, Refusal.InvalidRequest },
        { "to nobody", Some.Active(), new(null, null, "note"), Refusal.InvalidRequest },
        { "of what waits", Some.Waiting(), new(Some.OtherQueue, null, "note"), Refusal.NotAllowed },
        { "in wrap-up", Some.InWrapUp(), new(Some.OtherQueue, null, "note"), Refusal.ConversationClosed },
        { "of what is closed", Some.Closed(), new(Some.OtherQueue, null, "note"), Refusal.ConversationClosed },
    };

    [Theory, MemberData(nameof(Handovers), DisableDiscoveryEnumeration = true)]
    public void A_holder_may_hand_over(string _, Conversation conversation, TransferConversation command, Refusal? refusal) =>
        Assert.Equal(refusal, conversation.MayTransfer(Some.By(Some.Alex), command));

    public static TheoryData<string, Conversation, TransferConversation, Refusal?> Moves => new()
    {
        { "to another queue", Some.Waiting(), new(Some.OtherQueue, null, "note"), null },
        { "to an agent", Some.Waiting(), new(null, Some.Blake, "note"), null },
        { "to anybody, from one agent", Some.WaitingFor(Some.Blake, Some.Moment.AddMinutes(2)), new(Some.Queue, null, "note"), null },
        { "to anybody, from experts", Some.Waiting() with { OwnSkills = [] }, new(Some.Queue, null, "note"), null },
        { "without a note", Some.Waiting(), new(Some.OtherQueue, null, null), Refusal.InvalidRequest },
        { "to nobody", Some.Waiting(), new(null, null, "note"), Refusal.InvalidRequest },
        { "in wrap-up", Some.InWrapUp(), new(Some.OtherQueue, null, "note"), Refusal.ConversationClosed },
        { "of what is closed", Some.Closed(), new(Some.OtherQueue, null, "note"), Refusal.ConversationClosed },
    };

    [Theory, MemberData(nameof(Moves), DisableDiscoveryEnumeration = true)]
    public void A_supervisor_may_move_what_waits(string _, Conversation conversation, TransferConversation command, Refusal? refusal) =>
        Assert.Equal(refusal, conversation.MayTransfer(Some.BySupervisor, command));

    public static TheoryData<string, Conversation, Destination, bool> Places => new()
    {
        { "its own line", Some.Waiting(), new(Some.Queue), true },
        { "another line", Some.Waiting(), new(Some.OtherQueue), false },
        { "one agent", Some.Waiting(), new(Some.Queue, Some.Member(Some.Blake), Some.Moment), false },
        { "experts", Some.Waiting(), new(Some.Queue, Group: new("crew", "The crew", Some.Queue, [new("pumps", 3)])), false },
        { "anybody again", Some.WaitingFor(Some.Blake, Some.Moment), new(Some.Queue), false },
        { "nobody's skill any more", Some.Waiting() with { OwnSkills = [] }, new(Some.Queue), false },
        { "further in front", Some.Waiting(), new(Some.Queue, Priority: new("urgent", "Urgent", 600)), false },
        { "the line it was given from", Some.Active(), new(Some.Queue), false },
    };

    [Theory, MemberData(nameof(Places), DisableDiscoveryEnumeration = true)]
    public void Whoever_waits_is_moved_to_where_they_do_not_wait_already(string _, Conversation conversation, Destination destination, bool waitsThere) =>
        Assert.Equal(waitsThere, conversation.WaitsIn(destination));

    [Fact]
    public void Only_a_supervisor_gives_beyond_the_limit_and_to_an_agent_they_name()
    {
        var beyond = new TransferConversation(null, Some.Blake, "note") { BeyondLimit = true };

        Assert.Null(Some.Active().MayTransfer(Some.BySupervisor, beyond));
        Assert.Null(Some.Waiting().MayTransfer(Some.BySupervisor, beyond));
        Assert.Equal(Refusal.NotAllowed, Some.Active().MayTransfer(Some.By(Some.Alex), beyond));
        Assert.Equal(Refusal.InvalidRequest, Some.Active().MayTransfer(Some.BySupervisor, new(Some.OtherQueue, null, "note") { BeyondLimit = true }));
    }

    [Theory]
    [InlineData("Kim", Some.Blake, true)]
    [InlineData("Kim", Some.Alex, false)]
    [InlineData("Lee", Some.Blake, false)]
    [InlineData(null, Some.Blake, true)]
    public void What_is_taken_beyond_the_limit_a_supervisor_has_given_to_that_very_agent(string? by, string staffId, bool isTaken)
    {
        var command = new TransferConversation(null, Some.Blake, "note") { BeyondLimit = true };
        var waiting = Some.Waiting().Then(Some.Waiting().Transfer(Some.BySupervisor, command, new(Some.Queue, Some.Member(Some.Blake), Some.Moment.AddMinutes(2)), Some.Waiting().Triage, 1));

        var taken = waiting.Assign(Some.Assignment(staffId) with { BeyondLimitBy = by }, Some.Moment);

        Assert.Equal(isTaken, taken.Facts is [AgentJoined joined] && joined.BeyondLimitBy == by);
        Assert.Empty(Some.Waiting().Assign(Some.Assignment() with { BeyondLimitBy = "Kim" }, Some.Moment).Facts);
    }

    [Fact]
    public void What_is_moved_is_nobodys_before_its_time_and_then_its_agents_for_a_while()
    {
        var (noon, limits) = (Some.Moment.AddHours(4), new AgencyLimits());
        var later = Some.Waiting().Then(new ConversationQueued(Some.Queue, Some.Moment.UtcTicks, "contact-asked", NotBefore: noon));

        var until = later.KeptUntil(Some.Member(Some.Blake), Some.Moment, limits);
        var moved = later.Then(later.Transfer(Some.BySupervisor, new(null, Some.Blake, "note"), new(Some.Queue, Some.Member(Some.Blake), until), later.Triage, later.Ticket));

        Assert.Equal(noon.AddSeconds(limits.TransferWaitSeconds), until);
        Assert.Equal((noon, Some.Blake, until, later.Ticket), (moved.NotBefore, moved.For, moved.ForUntil, moved.Ticket));
        Assert.Equal(noon.AddHours(1).AddSeconds(limits.TransferWaitSeconds), later.KeptUntil(Some.Member(Some.Blake), noon.AddHours(1), limits));
        Assert.Null(later.KeptUntil(to: null, Some.Moment, limits));
    }

    [Fact]
    public void What_a_lost_agent_held_waits_again_with_its_age_and_the_citizen_is_told()
    {
        var lost = Some.Active().ReturnToLine(Some.Alex, "agent-lost", Some.Active().Ticket);

        Assert.Collection(
            lost.Facts,
            left => Assert.Equal("agent-lost", Assert.IsType<AgentLeft>(left).Reason),
            queued => Assert.Equal(Some.Active().Ticket, Assert.IsType<ConversationQueued>(queued).Ticket));
        Assert.Equal(ConversationStatus.Waiting, Some.Active().Then(lost).Status);
    }

    [Fact]
    public void What_only_lacked_a_lost_agents_close_is_closed()
    {
        var closed = Assert.IsType<ConversationClosed>(Assert.Single(Some.InWrapUp().ReturnToLine(Some.Alex, "agent-lost", 1).Facts));

        Assert.Equal((Role.System, ClosingOutcome.EndedByCitizen), (closed.By.Role, closed.Outcome));
    }

    [Fact]
    public void An_agent_gives_back_only_what_they_hold()
    {
        Assert.Empty(Some.Active(Some.Blake).ReturnToLine(Some.Alex, "agent-lost", 1).Facts);
        Assert.Empty(Some.Waiting().ReturnToLine(Some.Alex, "agent-lost", 1).Facts);
        Assert.Empty(Some.Closed().ReturnToLine(Some.Alex, "agent-lost", 1).Facts);
    }
}
