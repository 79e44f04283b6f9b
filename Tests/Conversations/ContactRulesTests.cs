using System.Text.Json;
using Muster.Conversations;
using Muster.Identifiers;
using Muster.Identity;
using Muster.Tests.Support;
using static Muster.Tests.Conversations.Contacts;

namespace Muster.Tests.Conversations;

/// <summary>Who may ask to be reached instead of waiting at the screen, and what is kept of it (S35, S60, W15).</summary>
public sealed class ContactRulesTests
{
    private const string Card = "4111 1111 1111 1111";

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void An_address_has_a_shortest_and_a_longest_length(int length, bool isTaken) =>
        Assert.Equal(isTaken, new ContactRequest(ContactChannel.Post, Some.Words(length), false).IsWellFormed(Some.Moment));

    [Fact]
    public void Spaces_around_it_make_no_address() =>
        Assert.False(new ContactRequest(ContactChannel.Post, "  ab  ", false).IsWellFormed(Some.Moment));

    [Theory]
    [InlineData("07 3000 0000", true)]
    [InlineData("+61 (0)7 3000-0000, ext. 12", true)]
    [InlineData("123", true)]
    [InlineData("1-2", false)]
    [InlineData("call me", false)]
    [InlineData("123@456", false)]
    [InlineData("123\t456", false)]
    [InlineData("<123>", false)]
    public void A_number_to_call_or_to_text_has_three_digits_and_looks_like_one(string number, bool isTaken)
    {
        Assert.Equal(isTaken, new ContactRequest(ContactChannel.Phone, number, true).IsWellFormed(Some.Moment));
        Assert.Equal(isTaken, new ContactRequest(ContactChannel.Sms, number, false).IsWellFormed(Some.Moment));
    }

    [Theory]
    [InlineData("a@b", true)]
    [InlineData(" robin@example.org ", true)]
    [InlineData("robin.example.org", false)]
    [InlineData("@example.org", false)]
    [InlineData("robin@", false)]
    [InlineData("robin @example.org", false)]
    public void An_email_address_has_something_on_both_sides_of_its_sign(string address, bool isTaken) =>
        Assert.Equal(isTaken, new ContactRequest(ContactChannel.Email, address, false).IsWellFormed(Some.Moment));

    [Theory]
    [InlineData(ContactChannel.Phone, "07 3000 0000", true)]
    [InlineData(ContactChannel.Sms, "07 3000 0000", false)]
    [InlineData(ContactChannel.Email, "robin@example.org", false)]
    [InlineData(ContactChannel.Post, "1 Bridge Street", false)]
    [InlineData((ContactChannel)4, "07 3000 0000", false)]
    public void Nobody_is_called_back_but_by_phone(ContactChannel channel, string address, bool isTaken) =>
        Assert.Equal(isTaken, new ContactRequest(channel, address, IsCallBack: true).IsWellFormed(Some.Moment));

    [Fact]
    public void A_way_that_nobody_has_heard_of_is_none() =>
        Assert.False(new ContactRequest((ContactChannel)4, "1 Bridge Street", false).IsWellFormed(Some.Moment));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_time_is_at_most_two_weeks_ahead(int ticksBeyond, bool isTaken) =>
        Assert.Equal(isTaken, (CallBack with { NotBefore = Some.Moment.AddDays(14).AddTicks(ticksBeyond) }).IsWellFormed(Some.Moment));

    [Theory]
    [InlineData(0, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void The_best_time_is_said_in_few_words(int length, bool isTaken) =>
        Assert.Equal(isTaken, (CallBack with { BestTime = Some.Words(length) }).IsWellFormed(Some.Moment));

    [Fact]
    public void Whoever_waits_may_ask()
    {
        Assert.Null(Some.Waiting().MayAsk(CallBack, Some.Moment));
        Assert.Null(Some.Waiting().MayAsk(Message, Some.Moment));
    }

    public static TheoryData<string, Conversation, Refusal> WhoDoesNotWait => new()
    {
        { "with an agent", Some.Active(), Refusal.NotAllowed },
        { "in wrap-up", Some.InWrapUp(), Refusal.ConversationClosed },
        { "closed", Some.Closed(), Refusal.ConversationClosed },
        { "abandoned", Some.Abandoned(), Refusal.ConversationClosed },
    };

    [Theory, MemberData(nameof(WhoDoesNotWait), DisableDiscoveryEnumeration = true)]
    public void Nobody_else_may(string _, Conversation conversation, Refusal refusal) =>
        Assert.Equal(refusal, conversation.MayAsk(CallBack, Some.Moment));

    [Fact]
    public void What_is_no_address_is_refused() =>
        Assert.Equal(Refusal.InvalidRequest, Some.Waiting().MayAsk(CallBack with { Address = "12" }, Some.Moment));

    [Fact]
    public void A_call_is_asked_for_anew_and_does_not_become_a_message_nor_a_message_a_call()
    {
        Assert.Null(Asked(CallBack).MayAsk(CallBack with { Address = "07 3999 9999", NotBefore = Later }, Some.Moment));
        Assert.Null(Asked(Message).MayAsk(Message with { Channel = ContactChannel.Post, Address = "1 Bridge Street" }, Some.Moment));
        Assert.Equal(Refusal.NotAllowed, Asked(CallBack).MayAsk(Message, Some.Moment));
        Assert.Equal(Refusal.NotAllowed, Asked(Message).MayAsk(CallBack, Some.Moment));
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, Refusal.SlowDown)]
    public void Nobody_changes_their_mind_more_than_ten_times(int times, Refusal? refusal) =>
        Assert.Equal(refusal, (Some.Waiting() with { TimesContactAsked = times }).MayAsk(CallBack, Some.Moment));

    [Fact]
    public void Each_asking_counts() => Assert.Equal(2, Asked(CallBack).Then(new ContactAsked(CallBack)).TimesContactAsked);

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, Refusal.ConversationFull)]
    public void A_full_conversation_takes_no_more(int more, Refusal? refusal) =>
        Assert.Equal(refusal, (Some.Waiting() with { LastSeq = ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding + more }).MayAsk(CallBack, Some.Moment));

    [Fact]
    public void Whoever_asks_to_be_called_keeps_their_place()
    {
        var waiting = Some.WaitingFor(Some.Blake, Later);

        var triage = waiting.TriageOf(CallBack, Some.Settings);
        var decision = waiting.Ask(CallBack with { NotBefore = Later }, triage, waiting.Ticket);

        Assert.Equal(waiting.Triage, triage);
        Assert.Equal(
            [
                new ContactAsked(CallBack with { NotBefore = Later }),
                new ConversationQueued(Some.Queue, Some.Moment.UtcTicks, "contact-asked", Some.Blake, Later, Later),
            ],
            decision.Facts);
    }

    [Fact]
    public void Whoever_leaves_a_message_is_less_urgent_from_then_on_and_no_younger()
    {
        var waiting = Some.Waiting();

        var triage = waiting.TriageOf(Message, Some.Settings);
        var decision = waiting.Ask(Message, triage, (Some.Moment + Day).UtcTicks);
        var asked = waiting.Then(decision);

        Assert.Equal([typeof(ContactAsked), typeof(ConversationTriaged), typeof(ConversationQueued)], decision.Facts.Select(fact => fact.GetType()));
        Assert.Equal(ContactRules.MostFactsOfAsking, decision.Facts.Length);
        Assert.Equal((-Day, Some.Moment), (triage!.HeadStart, asked.Age()));
        Assert.Equal((ConversationStatus.Waiting, Message, true), (asked.Status, asked.Contact, asked.IsForLater));
    }

    [Fact]
    public void Spaces_around_an_address_and_a_best_time_of_nothing_are_not_kept()
    {
        var tidied = (CallBack with { Address = "  07 3000 0000 ", BestTime = " ", NotBefore = Some.Moment }).Tidied(Redactor.OfEveryAgency, Some.Moment);

        Assert.Equal(CallBack, tidied);
    }

    [Fact]
    public void A_message_lets_others_pass_once_however_often_it_is_asked_for()
    {
        var asked = Asked(Message);

        Assert.Equal(asked.Triage, asked.TriageOf(Message with { Address = "kim@example.org" }, Some.Settings));
        Assert.Equal(Left(asks: null).Triage, Left(asks: null).TriageOf(Message, Some.Settings));
    }

    [Fact]
    public void Where_the_agency_wants_it_a_message_lets_nobody_pass()
    {
        var agency = Some.Settings with { Queues = [new(Some.Queue, "General") { MessagesYieldSeconds = 0 }] };

        Assert.Null(Some.Waiting().TriageOf(Message, agency));
        Assert.True(TriageRules.Triage(Some.View with { Settings = agency }, Some.Start() with { LeavesMessage = true }).IsOrdinary);
    }

    [Fact]
    public void A_life_at_risk_lets_nobody_pass()
    {
        var atRisk = TriageRules.AtRisk(null);

        Assert.Equal(atRisk, (Some.Waiting() with { Triage = atRisk }).TriageOf(Message, Some.Settings));
        Assert.Equal(atRisk, TriageRules.Triage(Some.View, Some.Start() with { LeavesMessage = true }, risk: "trapped").Triage);
    }

    [Theory]
    [InlineData(false, 600)]
    [InlineData(true, 600 - 86_400)]
    public void A_message_left_at_the_start_lets_others_pass_by_so_much(bool leavesMessage, int seconds)
    {
        var urgent = Some.Settings with
        {
            Priorities = [new("urgent", "Urgent", 600)],
            Queues = [new(Some.Queue, "General") { Priority = "urgent" }],
        };

        var triaged = TriageRules.Triage(Some.View with { Settings = urgent }, Some.Start() with { LeavesMessage = leavesMessage });

        Assert.Equal(("urgent", TimeSpan.FromSeconds(seconds)), (triaged.Triage!.Priority, triaged.Triage.HeadStart));
    }

    [Fact]
    public void Whoever_leaves_a_message_may_say_how_to_be_reached_and_nobody_else_may()
    {
        var start = Some.Start() with { Asks = Message };

        Assert.Null(ConversationRules.MayStart(Some.View, start with { LeavesMessage = true }));
        Assert.Equal(Refusal.InvalidRequest, ConversationRules.MayStart(Some.View, start));
        Assert.Equal(Refusal.InvalidRequest, ConversationRules.MayStart(Some.View, start with { LeavesMessage = true, Asks = CallBack }));
        Assert.Equal(Refusal.InvalidRequest, ConversationRules.MayStart(Some.View, start with { LeavesMessage = true, Asks = Message with { Address = "nowhere" } }));
    }

    [Fact]
    public void How_to_reach_them_is_recorded_before_the_place_in_the_line()
    {
        var start = Some.Start() with { LeavesMessage = true, Asks = Message with { NotBefore = Later } };
        var triaged = TriageRules.Triage(Some.View, start);

        var decision = ConversationRules.Start(Some.Settings, start, triaged, ticket: 7);

        Assert.Equal(
            [typeof(ConversationStarted), typeof(MessagePosted), typeof(ConversationTriaged), typeof(ContactAsked), typeof(ConversationQueued)],
            decision.Facts.Select(fact => fact.GetType()));
        Assert.Equal(ConversationRules.FactsBeforeQueued(start, triaged), decision.Facts.Length - 1);
        Assert.Equal(new ConversationQueued(Some.Queue, 7, "left-message", NotBefore: Later), decision.Facts[^1]);
    }

    [Fact]
    public void Nothing_says_where_somebody_was_reached_once_they_are_nobody_in_particular()
    {
        var request = Message with { BestTime = "After bowls" };

        var fact = JsonSerializer.Serialize(Anonymity.Without(new ContactAsked(request)));
        var conversation = JsonSerializer.Serialize(Held(Asked(request)).Then(new ConversationAnonymised()));

        Assert.All((string[])[fact, conversation], json => Assert.DoesNotContain("robin@example.org", json, StringComparison.Ordinal));
        Assert.All((string[])[fact, conversation], json => Assert.DoesNotContain("bowls", json, StringComparison.Ordinal));
        Assert.Equal(ContactChannel.Email, Held(Asked(request)).Then(new ConversationAnonymised()).Contact!.Channel);
    }

    [Fact]
    public void An_address_or_a_best_time_that_is_a_card_number_is_on_no_disk()
    {
        var asked = new ContactAsked(new ContactRequest(ContactChannel.Post, $"{Card}, Bridge Street", false) { BestTime = Card });

        var clean = Conversation.Unopened.Redact([asked]);

        Assert.True(Redaction.HasWords([asked]));
        Assert.DoesNotContain("1111", JsonSerializer.Serialize(clean), StringComparison.Ordinal);
        Assert.Equal("[card number removed], Bridge Street", Assert.IsType<ContactAsked>(Assert.Single(clean)).Request.Address);
    }
}
