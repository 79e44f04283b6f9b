using Muster.Agencies;
using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>How long silence may last, and whose it is (A15, C5).</summary>
public sealed class SilenceRulesTests
{
    private static readonly AgencySettings Agency = Some.Settings with
    {
        Limits = new AgencyLimits(CloseAfterNoAnswerMinutes: 5, NoReplyAlertSeconds: 120, NoReplyReturnSeconds: 300),
    };

    /// <summary>Some facts come one a second; Alex joins with the fourth.</summary>
    private static readonly DateTimeOffset Joined = Some.Moment.AddSeconds(3);

    private static readonly Conversation Asked = Some.Active().Then(Some.Active().AskClosing());

    public static TheoryData<string, Conversation, int?> Waits => new()
    {
        { "for somebody to join", Some.Waiting(), null },
        { "for the first words of whoever joined", Some.Active(), 3 },
        { "from the joining on, whatever else the citizen says", Some.Active().Then(ByCitizen), 3 },
        { "no more once there is a reply", Some.Active().Then(ByCitizen, ByAlex), null },
        { "while the citizen is the one to speak", Some.Active().Then(ByAlex), null },
        { "from the first words after a reply", Some.Active().Then(ByAlex, ByCitizen, ByCitizen), 5 },
        { "whatever the agent notes and tags", Some.Active().Then(ByAlex, ByCitizen, new NoteAdded(Some.AlexAuthor, "looks it up"), new ConversationTagged(Some.AlexAuthor, ["water"])), 5 },
        { "no more once the closing question is asked", Asked, null },
        { "from the words that pass over the closing question", Asked.Then(ByCitizen), 5 },
        { "no more after a plain answer to the closing question", Asked.Then(new ClosingAnswered(MoreHelp: true)), null },
        { "for nobody after the end", Some.InWrapUp(), null },
        { "for nobody, whatever is written after the end", Some.InWrapUp().Then(ByCitizen), null },
        { "for nobody after the close", Some.Closed(), null },
        { "for somebody to join again", Some.WaitingFor(Some.Blake, Joined), null },
        { "for the first words of the next agent", Some.Active().Then(ByAlex, Queued, new AgentJoined(Author.Agent(Some.Blake, "Blake"), Some.Queue)), 6 },
    };

    [Theory, MemberData(nameof(Waits), DisableDiscoveryEnumeration = true)]
    public void A_citizen_waits_for_a_reply(string _, Conversation conversation, int? second) =>
        Assert.Equal(second is { } at ? Some.Moment.AddSeconds(at) : null, conversation.WaitsSince);

    [Fact]
    public void An_agent_is_alerted_when_the_citizen_has_waited_long_enough_and_again_and_again() => Assert.Equal(
        [new SilenceEnd(Silence.Alert, Joined.AddSeconds(120)), new SilenceEnd(Silence.Alert, Joined.AddSeconds(150)), new SilenceEnd(Silence.Alert, Joined.AddSeconds(180))],
        Course(Some.Active(), Agency).Take(3));

    [Fact]
    public void Whoever_does_not_heed_the_alerts_loses_it()
    {
        var course = Course(Some.Active(), Agency).ToList();

        Assert.Equal(new SilenceEnd(Silence.Return, Joined.AddSeconds(300)), course[^1]);
        Assert.Equal(6, course.Count(end => end.What == Silence.Alert));
    }

    [Fact]
    public void An_agent_is_told_when_they_will_lose_it() =>
        Assert.Equal(Joined.AddSeconds(300), Some.Active().ReturnsAt(Agency, new Alerts(Joined, Joined.AddSeconds(120), Joined.AddSeconds(150))));

    /// <summary>Alex hands it to Flood with the fifth fact; a time in facts later.</summary>
    private static Conversation HandedOver(DateTimeOffset? forUntil = null, DateTimeOffset? notBefore = null, Author? by = null) => Some.Active().Then(
        new ConversationTransferred(by ?? Some.AlexAuthor, Some.OtherQueue, null),
        new ConversationQueued(Some.OtherQueue, Some.Moment.UtcTicks, "transferred", forUntil is null ? null : Some.Blake, forUntil, notBefore));

    private static readonly DateTimeOffset Handed = Some.Moment.AddSeconds(4);

    private static readonly ConversationQueued Moved = new(Some.OtherQueue, 1, "life-at-risk");

    public static TheoryData<string, Conversation, int?> WaysBack => new()
    {
        { "of what nobody takes", HandedOver(), 300 },
        { "whatever the citizen writes", HandedOver().Then(ByCitizen), 300 },
        { "of what is for one agent, when both times are over", HandedOver(forUntil: Handed.AddSeconds(400)), 400 },
        { "of what is for one agent for a shorter time", HandedOver(forUntil: Handed.AddSeconds(200)), 300 },
        { "counted from when it may be given at all", HandedOver(notBefore: Handed.AddSeconds(1_000)), 1_300 },
        { "of a life in danger", HandedOver().Then(new LifeAtRiskNoticed("trapped"), Moved), 300 },
        { "of who is to be called", HandedOver().Then(Asks(ContactChannel.Phone, isCallBack: true)), 300 },
        { "not of what is answered later", HandedOver().Then(Asks(ContactChannel.Email, isCallBack: false)), null },
        { "but of a life in danger, however it is answered", HandedOver().Then(Asks(ContactChannel.Email, isCallBack: false), new LifeAtRiskNoticed("trapped")), 300 },
        { "not of what somebody has taken", HandedOver().Then(new AgentJoined(Some.By(Some.Blake), Some.OtherQueue)), null },
        { "not of what was taken and lost", HandedOver().Then(new AgentJoined(Some.By(Some.Blake), Some.OtherQueue), new AgentLeft(Some.By(Some.Blake), "agent-lost"), Queued), null },
        { "not of what a supervisor handed over", HandedOver(by: Some.BySupervisor), null },
        { "once", HandedOver().Then(HandedOver().ComeBack(new(Some.Queue), null, 1)), null },
        { "not of what the citizen has left", HandedOver().Then(HandedOver().CloseByCitizen()), null },
        { "not of what was never handed over", Some.Waiting(), null },
        { "not of what has no room for it", HandedOver() with { LastSeq = ConversationLimits.MostFacts - 8 }, null },
    };

    [Theory, MemberData(nameof(WaysBack), DisableDiscoveryEnumeration = true)]
    public void There_is_a_way_back(string _, Conversation conversation, int? seconds) => Assert.Equal(
        seconds is { } after ? Handed.AddSeconds(after) : null,
        conversation.IfNobodySpeaks(Agency, alerts: null, Handed) is { What: Silence.ComeBack, At: var at } ? at : (DateTimeOffset?)null);

    [Fact]
    public void There_is_none_where_the_agency_wants_none_or_has_no_such_queue_any_more()
    {
        var never = Agency with { Limits = Agency.Limits with { TransferReturnSeconds = null } };
        var without = Agency with { Queues = [new(Some.OtherQueue, "Flood")] };

        Assert.Null(HandedOver().IfNobodySpeaks(never, null, Handed));
        Assert.Null(HandedOver().IfNobodySpeaks(without, null, Handed));
    }

    [Fact]
    public void What_comes_back_says_to_whom_and_asks_for_no_experts_any_more()
    {
        var crew = new ExpertGroup("crew", "The crew", Some.OtherQueue, [new("pumps", 3)]);
        var active = Some.Active();
        var handed = active.Then(active.Transfer(Some.AlexAuthor, new(null, null, "note") { Group = "crew" }, new(Some.OtherQueue, Group: crew), active.AskingFor(crew, Handed), active.Ticket));

        var back = handed.ComeBack(new(Some.Queue, Some.Member(Some.Alex), Handed.AddMinutes(7)), handed.AskingFor(null, Handed), handed.Ticket);
        var waiting = handed.Then(back);

        Assert.Equal(2, back.Facts.Length);
        Assert.Equal((Some.Queue, Some.Alex, null, null), (waiting.Queue, waiting.For, waiting.Triage, waiting.HandedOver));
        Assert.Equal(active.Age(), waiting.Age());
        Assert.Null(waiting.OwnSkills);
        Assert.Equal(("not-taken", "staff-alex alias"), (((ConversationQueued)back.Facts[^1]).Reason, ((ConversationQueued)back.Facts[^1]).ForAlias));
    }

    private static ContactAsked Asks(ContactChannel channel, bool isCallBack) => new(new ContactRequest(channel, "07 3000 0000", isCallBack));

    [Fact]
    public void An_alert_of_an_earlier_wait_is_none_of_this()
    {
        var writtenAgain = Some.Active().Then(ByAlex, ByCitizen);
        var earlier = new Alerts(Joined, Joined.AddSeconds(1), Joined.AddSeconds(1));

        Assert.Equal(new SilenceEnd(Silence.Alert, Some.Moment.AddSeconds(5 + 120)), writtenAgain.IfNobodySpeaks(Agency, earlier, Joined));
        Assert.Equal(Some.Moment.AddSeconds(200), writtenAgain.Alert(earlier, Some.Moment.AddSeconds(200)).First);
    }

    [Fact]
    public void An_agent_who_could_not_be_heard_is_alerted_first_and_keeps_the_time_to_reply()
    {
        var back = Joined.AddHours(2);

        var course = Course(Some.Active(), Agency, heardSince: back).ToList();

        Assert.Equal(new SilenceEnd(Silence.Alert, back), course[0]);
        Assert.Equal(new SilenceEnd(Silence.Return, back.AddSeconds(180)), course[^1]);
    }

    [Fact]
    public void Without_alerts_the_time_in_which_nobody_was_heard_does_not_count()
    {
        var agency = Times(null, 300);

        Assert.Equal([new SilenceEnd(Silence.Return, Joined.AddSeconds(300))], Course(Some.Active(), agency));
        Assert.Equal([new SilenceEnd(Silence.Return, Joined.AddSeconds(900))], Course(Some.Active(), agency, heardSince: Joined.AddSeconds(600)));
    }

    [Fact]
    public void Without_a_return_the_agent_is_alerted_and_keeps_it()
    {
        Assert.All(Course(Some.Active(), Times(120, null)).Take(50), end => Assert.Equal(Silence.Alert, end.What));
        Assert.Null(Some.Active().ReturnsAt(Times(120, null), new Alerts(Joined, Joined, Joined)));
    }

    [Fact]
    public void An_agency_may_want_neither() => Assert.Empty(Course(Some.Active(), Times(null, null)));

    [Fact]
    public void A_queue_may_have_its_own_patience_or_none()
    {
        var own = Agency with { Queues = [new(Some.Queue, "General") { NoReply = new NoReplyTimes(10, 30) }, new(Some.OtherQueue, "Flood") { NoReply = new NoReplyTimes(null, null) }] };

        Assert.Equal(new SilenceEnd(Silence.Alert, Joined.AddSeconds(10)), Some.Active().IfNobodySpeaks(own, null, Joined));
        Assert.Null((Some.Active() with { Queue = Some.OtherQueue }).IfNobodySpeaks(own, null, Joined));
    }

    [Fact]
    public void A_citizen_who_is_the_one_to_speak_makes_nobody_lose_it()
    {
        Assert.Null(Some.Waiting().IfNobodySpeaks(Agency, null, Joined));
        Assert.Null(Some.Active().Then(ByAlex).IfNobodySpeaks(Agency, null, Joined));
        Assert.Null(Some.InWrapUp().IfNobodySpeaks(Agency, null, Joined));
        Assert.Null(Some.Closed().IfNobodySpeaks(Agency, null, Joined));
    }

    [Fact]
    public void Silence_after_the_closing_question_closes_and_nothing_else()
    {
        var asked = Asked.ClosingAsked!.At;

        Assert.Equal(new SilenceEnd(Silence.Close, asked.AddMinutes(5)), Asked.IfNobodySpeaks(Agency, null, Joined));
        Assert.Null(Asked.IfNobodySpeaks(Times(120, 300), null, Joined));
    }

    [Fact]
    public void Whoever_lost_it_for_want_of_a_reply_is_known_until_they_join_again()
    {
        var taken = Some.Active().Then(Some.Active().ReturnToLine(Some.Alex, ReturnReason.NoReply, 1));
        var blakes = taken.Then(new AgentJoined(Author.Agent(Some.Blake, "Blake"), Some.Queue));

        Assert.Equal(Some.Alex, taken.TakenFrom);
        Assert.Equal(Some.Alex, blakes.TakenFrom);
        Assert.Null(taken.Then(new AgentJoined(Some.AlexAuthor, Some.Queue)).TakenFrom);
        Assert.Null(Some.Active().Then(Some.Active().ReturnToLine(Some.Alex, ReturnReason.AgentLost, 1)).TakenFrom);
    }

    private static ConversationFact ByCitizen => new MessagePosted(Author.Citizen("Robin"), "m", "And now?");

    private static ConversationFact ByAlex => new MessagePosted(Some.AlexAuthor, "a", "One moment");

    private static ConversationFact Queued => new ConversationQueued(Some.Queue, 1, "transferred");

    private static AgencySettings Times(int? alert, int? back) =>
        Some.Settings with { Limits = new AgencyLimits(NoReplyAlertSeconds: alert, NoReplyReturnSeconds: back) };

    /// <summary>What silence brings about, one after the other, each at its moment.</summary>
    private static IEnumerable<SilenceEnd> Course(Conversation conversation, AgencySettings agency, DateTimeOffset? heardSince = null)
    {
        Alerts? alerts = null;
        while (conversation.IfNobodySpeaks(agency, alerts, heardSince ?? Joined) is { } end)
        {
            yield return end;
            if (end.What != Silence.Alert)
                yield break;
            alerts = conversation.Alert(alerts, end.At);
        }
    }
}
