using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What may be asked of experts, who sees it, and how it ends (A13).</summary>
public sealed class ConsultRulesTests
{
    private const string Expert = "staff-bea";

    private static readonly AskConsult ToFlood = new(Some.OtherQueue, null, "Which pump?");

    private static readonly Destination Flood = new(Some.OtherQueue);

    private static readonly AgencySettings Patient = Some.Settings with { Limits = Some.Settings.Limits with { TransferReturnSeconds = 300 } };

    private static Caller Bea { get; } = Caller.Staff(Role.Agent, Some.Agency, Expert, [Some.OtherQueue]);

    public static TheoryData<string, Conversation, AskConsult, Refusal?> Questions => new()
    {
        { "a queue", Some.Active(), ToFlood, null },
        { "a group", Some.Active(), ToFlood with { Queue = null, Group = "crew" }, null },
        { "an agent", Some.Active(), ToFlood with { Queue = null, Agent = "bea" }, null },
        { "nobody", Some.Active(), ToFlood with { Queue = null }, Refusal.InvalidRequest },
        { "a group in a queue", Some.Active(), ToFlood with { Group = "crew" }, Refusal.InvalidRequest },
        { "a bad id", Some.Active(), ToFlood with { MessageId = "no such id" }, Refusal.InvalidRequest },
        { "a blank question", Some.Active(), ToFlood with { Question = "  " }, Refusal.InvalidRequest },
        { "a question at its limit", Some.Active(), ToFlood with { Question = Some.Words(ConversationLimits.LongestText) }, null },
        { "a question beyond it", Some.Active(), ToFlood with { Question = Some.Words(ConversationLimits.LongestText + 1) }, Refusal.MessageTooLong },
        { "a second one", Asked(), ToFlood, Refusal.NotAllowed },
        { "the twentieth", Some.Active() with { Consults = ConversationLimits.MostConsults - 1 }, ToFlood, null },
        { "one more", Some.Active() with { Consults = ConversationLimits.MostConsults }, ToFlood, Refusal.SlowDown },
        { "with room", Some.Long(ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding - 1), ToFlood, null },
        { "without room", Some.Long(ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding), ToFlood, Refusal.ConversationFull },
        { "in wrap-up", Some.InWrapUp(), ToFlood, Refusal.ConversationClosed },
        { "after the end", Some.Closed(), ToFlood, Refusal.ConversationClosed },
    };

    [Theory, MemberData(nameof(Questions))]
    public void Only_what_fits_is_asked(string what, Conversation conversation, AskConsult question, Refusal? refusal) =>
        Assert.Equal((what, refusal), (what, conversation.MayConsult(question)));

    [Fact]
    public void Whoever_advises_reads_along_and_writes_notes_from_when_it_is_stored_until_it_is_stored_that_they_do_no_longer()
    {
        var joined = Asked().Then(Asked().Hear(new ConsultStanding(Expert, "Bea", 3, null)));

        Assert.False(Asked().MayRead(Some.Key, Bea));
        Assert.True(joined.MayRead(Some.Key, Bea));
        Assert.False(joined.MayWrite(Some.Key, Bea));
        Assert.Equal("Bea", joined.ExpertAmong(Some.Key, Bea)!.Name);
        Assert.False(joined.MayRead(Some.Key, Bea with { Agency = "next-door" }));
        Assert.False(joined.MayRead(Some.Key, Caller.Staff(Role.Agent, Some.Agency, "staff-kim", [Some.OtherQueue])));
        foreach (var after in (ConsultStanding[])[new(null, null, 5, null), new("staff-kim", "Kim", 6, null), new(null, null, 4, ConsultEnd.Expert)])
            Assert.False(joined.Then(joined.Hear(after)).MayRead(Some.Key, Bea));
        Assert.False(joined.Then(joined.End(new EndConsult(joined.Consult!.Id))).MayRead(Some.Key, Bea));
    }

    [Fact]
    public void What_is_older_than_what_is_known_changes_nothing()
    {
        var joined = Asked().Then(Asked().Hear(new ConsultStanding(Expert, "Bea", 5, null)));

        Assert.Empty(joined.Hear(new ConsultStanding(null, null, 4, null)).Facts);
        Assert.Empty(joined.Hear(new ConsultStanding(Expert, "Bea", 5, null)).Facts);
    }

    [Fact]
    public void Whoever_comes_and_goes_fills_no_conversation()
    {
        var full = Asked() with { LastSeq = ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding };

        Assert.IsType<ConsultEnded>(Assert.Single(full.Hear(new ConsultStanding(Expert, "Bea", 3, null)).Facts));
    }

    public static TheoryData<string, ConversationFact, bool> Ends => new()
    {
        { "back in the line", new ConversationQueued(Some.Queue, 1, ReturnReason.AgentLost), true },
        { "handed over", new ConversationQueued(Some.OtherQueue, 1, "transferred"), true },
        { "closed", new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved"), true },
        { "with somebody else", new AgentJoined(Some.By(Some.Blake), Some.Queue), true },
        { "still theirs", new AgentJoined(Some.AlexAuthor, Some.Queue), false },
        { "in wrap-up", new CitizenLeft(), false },
        { "noted", new NoteAdded(Some.AlexAuthor, "A note"), false },
    };

    [Theory, MemberData(nameof(Ends))]
    public void Advice_ends_with_the_fact_by_which_who_asked_has_it_no_longer(string how, ConversationFact fact, bool ends)
    {
        var decided = Asked().WithEndOfConsult(fact);

        Assert.Equal((how, ends), (how, decided.Facts.Any(one => one is ConsultEnded { Reason: ConsultEnd.Conversation })));
        Assert.Equal((how, ends), (how, Asked().Then(decided).Consult is null));
        Assert.Single(Some.Active().WithEndOfConsult(fact).Facts);
    }

    [Fact]
    public void An_end_is_repeated_and_ends_no_later_question()
    {
        var (first, ended) = (Asked().Consult!.Id, Asked().Then(Asked().End(new EndConsult(Asked().Consult!.Id))));
        var again = ended.Then(ended.Ask(Some.Key, ToFlood, Flood, Some.Moment));

        Assert.Equal(ended.ConsultEnded, ended.End(new EndConsult(first)).Earlier);
        Assert.NotEqual(first, again.Consult!.Id);
        Assert.Equal(ended.ConsultEnded, again.End(new EndConsult(first)).Earlier);
        Assert.Equal(Refusal.NotFound, again.End(new EndConsult("another")).Refusal);
    }

    [Fact]
    public void A_consult_is_given_to_anybody_but_who_asks()
    {
        Assert.Single(Consult().Assign(Some.Assignment(Some.Blake, Some.OtherQueue), Some.Moment).Facts);
        Assert.Empty(Consult().Assign(Some.Assignment(Some.Alex, Some.OtherQueue), Some.Moment).Facts);
    }

    [Fact]
    public void A_consult_is_no_citizens_and_nobody_writes_in_it()
    {
        var held = Consult().Then(new AgentJoined(Author.Agent(Expert, "Bea"), Some.OtherQueue));

        Assert.False(held.MayRead(Some.Key, Some.Citizen));
        Assert.True(held.MayRead(Some.Key, Bea));
        Assert.False(held.MayWrite(Some.Key, Bea));
        Assert.False(held.MayRead(Some.Key, Some.Agent(Some.Alex)));
        Assert.Null(held.WaitsSince);
    }

    [Fact]
    public void A_consult_counts_for_nothing()
    {
        var facts = (ConversationFact[])[.. Begun().Facts, new AgentJoined(Author.Agent(Expert, "Bea"), Some.OtherQueue), new ConversationClosed(Author.Agent(Expert, "Bea"), ConsultEnd.Expert, null)];
        var conversation = Conversation.Unopened;
        foreach (var fact in facts)
        {
            Assert.Null(conversation.CountOf(Some.Key, new(conversation.LastSeq + 1, Some.Moment, 0, fact)));
            conversation = conversation.Then(fact);
        }
    }

    [Fact]
    public void A_consult_that_nobody_takes_is_over_as_soon_as_a_handover_would_come_back()
    {
        var taken = Consult().Then(new AgentJoined(Author.Agent(Expert, "Bea"), Some.OtherQueue));
        var back = taken.Then(taken.ReturnToLine(Expert, ReturnReason.AgentLost, ticket: 1));

        Assert.Equal(new SilenceEnd(Silence.NotTaken, Consult().QueuedAt!.Value.AddSeconds(300)), Consult().IfNobodySpeaks(Patient, null, Some.Moment));
        Assert.Equal(new SilenceEnd(Silence.NotTaken, back.QueuedAt!.Value.AddSeconds(300)), back.IfNobodySpeaks(Patient, null, Some.Moment));
        Assert.Null(taken.IfNobodySpeaks(Patient, null, Some.Moment));
        Assert.Null(Consult().IfNobodySpeaks(Patient with { Limits = Patient.Limits with { TransferReturnSeconds = null } }, null, Some.Moment));
    }

    [Fact]
    public void The_question_is_redacted_and_for_staff_alone()
    {
        var asked = Some.Active().Ask(Some.Key, ToFlood with { Question = "Whose card is 4111 1111 1111 1111?" }, Flood, Some.Moment);
        var stored = Some.Active().Redact(asked.Facts, null).OfType<ConsultAsked>().Single();

        Assert.DoesNotContain("4111", stored.Question, StringComparison.Ordinal);
        foreach (var fact in (ConversationFact[])[stored, new ConsultJoined(Some.AlexAuthor, "c", 1), new ConsultLeft(Some.AlexAuthor, "c", 1), new ConsultEnded(Some.AlexAuthor, "c", ConsultEnd.Asker)])
            Assert.Null(new Muster.Records.JournalEntry<ConversationFact>(1, Some.Moment, 0, fact).ToEntry().For(Some.Citizen));
    }

    [Fact]
    public void A_consults_name_looks_like_any_conversations_and_is_its_own()
    {
        var names = Enumerable.Range(1, ConversationLimits.MostConsults).Select(number => ConsultName.Of(Some.Key, number)).ToList();

        Assert.All(names, name => Assert.True(Muster.WebFront.Security.ConversationName.IsId(name)));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.DoesNotContain(ConsultName.Of("demo/c-2", 1), names);
        foreach (var name in names)
        {
            var bytes = new byte[16];
            Muster.WebFront.Security.ConversationName.ToBytes(name, bytes);
            Assert.Equal(name, Muster.WebFront.Security.ConversationName.FromBytes(bytes));
        }
    }

    private static Conversation Asked() => Some.Active().Then(Some.Active().Ask(Some.Key, ToFlood, Flood, Some.Moment));

    private static Decision Begun() => ConsultRules.Start(new BeginConsult(Some.Key, "K4T-9QX/1", Some.Alex, Some.OtherQueue, null, null, new Triage(null, TimeSpan.Zero, [new("pumps", 2)], null), 0), Some.Moment.UtcTicks);

    internal static Conversation Consult() => Conversation.Unopened.Then(Begun());
}
