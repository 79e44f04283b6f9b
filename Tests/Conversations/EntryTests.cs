using System.Text.Json;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What people read of what is stored (S43, C22).</summary>
public sealed class EntryTests
{
    private static readonly ConversationFact[] EveryFact =
    [
        .. ConversationRules.Start(Some.Settings, Some.Start() with { Contact = "robin@example.org", Page = "/water" }, Some.Triaged with { Rule = "leaks", Risk = "trapped" }, 1).Facts,
        new MessagePosted(Some.AlexAuthor, "m-2", "Hello"),
        new ConversationQueued(Some.Queue, 1, "transferred", Some.Blake, Some.Moment, ForAlias: "Blake C."),
        new AgentJoined(Some.AlexAuthor, Some.Queue),
        new AgentLeft(Some.AlexAuthor, "agent-lost"),
        new ConversationTransferred(Some.AlexAuthor, Some.Queue, "Blake C.", "Blake knows pumps", "pump-crew"),
        new NoteAdded(Some.AlexAuthor, "note"),
        new ConversationTagged(Some.AlexAuthor, ["water"]),
        new WarningGiven(Some.AlexAuthor, "Be civil."),
        new CitizenReferred(Some.AlexAuthor, "Phone", "07 3000 0000", "tel:+61730000000"),
        new BanProposed(Some.AlexAuthor, 7, "Threats"),
        new ClosingAsked(Some.AlexAuthor),
        new ClosingAnswered(true),
        new CitizenLeft(),
        new ConversationClosed(Some.AlexAuthor, ClosingOutcome.Confirmed, "resolved", "We ring you", new DateOnly(2026, 12, 1)),
        new ConversationRated(true, 5, "Thanks"),
        new ContactAsked(new(ContactChannel.Phone, "07 3000 0000", true)),
        new ContactTried(Some.AlexAuthor, ContactOutcome.NotReached, Some.Moment),
        new NoticeAnswered("n-1", "Road X is closed", "https://www.example.org/roads", false),
        new ConsultAsked(Some.AlexAuthor, "consult", Some.Queue, "Blake C.", "pump-crew", Some.Blake, Some.Moment, null, "Which pump?"),
        new ConsultJoined(Some.By("staff-b") with { Name = "Blake C." }, "consult", 3),
        new ConsultLeft(Some.By("staff-b") with { Name = "Blake C." }, "consult", 4),
        new ConsultEnded(Some.AlexAuthor, "consult", ConsultEnd.Asker),
        new ContentRemoved(2, "card-number"),
        new ConversationAnonymised(),
    ];

    public static TheoryData<string> Facts => [.. EveryFact.Select(fact => fact.GetType().Name).Distinct()];

    [Fact]
    public void Every_kind_of_fact_stands_in_these_tests() =>
        Assert.Equal(
            typeof(ConversationFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConversationFact))).Select(type => type.Name).Order(),
            EveryFact.Select(fact => fact.GetType().Name).Distinct().Order());

    [Theory, MemberData(nameof(Facts))]
    public void No_entry_names_a_staff_id(string fact)
    {
        var entry = Entry(fact);

        var json = JsonSerializer.Serialize(entry) + entry;

        Assert.DoesNotContain("staff-", json, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Facts))]
    public void A_citizen_gets_everything_but_notes_tags_triage_alarms_proposed_bans_and_consults(string fact) =>
        Assert.Equal(fact is nameof(NoteAdded) or nameof(ConversationTagged) or nameof(ConversationTriaged) or nameof(LifeAtRiskNoticed) or nameof(BanProposed)
            or nameof(ConsultAsked) or nameof(ConsultJoined) or nameof(ConsultLeft) or nameof(ConsultEnded), Entry(fact).For(Some.Citizen) is null);

    [Theory, MemberData(nameof(Facts))]
    public void Staff_get_everything(string fact) => Assert.NotNull(Entry(fact).For(Some.Agent(Some.Alex)));

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_is_read_back_from_its_json_as_it_was_written(string fact)
    {
        var written = JsonSerializer.Serialize(EveryFact.Last(one => one.GetType().Name == fact), JsonSerializerOptions.Web);

        var read = JsonSerializer.Deserialize<ConversationFact>(written, JsonSerializerOptions.Web);

        Assert.Equal(fact, read!.GetType().Name);
        Assert.Equal(written, JsonSerializer.Serialize(read, JsonSerializerOptions.Web));
    }

    [Fact]
    public void The_secret_of_a_start_is_shown_to_its_citizen_alone()
    {
        var message = Entry(nameof(MessagePosted), EveryFact[1]);

        Assert.Equal("a-secret-of-22-letters", message.For(Some.Citizen)!.MessageId);
        var forStaff = message.For(Some.Agent(Some.Alex))!;
        Assert.Equal("made-public", forStaff.MessageId);
        Assert.DoesNotContain("a-secret-of-22-letters", JsonSerializer.Serialize(forStaff), StringComparison.Ordinal);
    }

    [Fact]
    public void A_citizen_does_not_learn_the_disposition()
    {
        var closed = Entry(nameof(ConversationClosed));

        Assert.Null(closed.For(Some.Citizen)!.Disposition);
        Assert.Equal("resolved", closed.For(Some.Agent(Some.Alex))!.Disposition);
    }

    [Fact]
    public void Where_to_reach_a_citizen_is_for_those_who_do()
    {
        var asked = Entry(nameof(ContactAsked));

        Assert.Null(asked.For(Some.Citizen)!.Contact); // whoever goes on with the chat elsewhere knows it, or need not
        Assert.Equal("07 3000 0000", asked.For(Some.Agent(Some.Alex))!.Contact);
    }

    [Fact]
    public void A_citizen_learns_to_whom_and_why_they_are_handed_over()
    {
        var told = Entry(nameof(ConversationTransferred)).For(Some.Citizen)!;

        Assert.Equal(("Blake C.", "Blake knows pumps", null), (told.To, told.Reason, told.Group));
        Assert.Equal("pump-crew", Entry(nameof(ConversationTransferred)).For(Some.Agent(Some.Alex))!.Group);
    }

    [Fact]
    public void The_greeting_is_not_put_into_the_citizens_mouth()
    {
        var settings = Some.Settings with { Greeting = "How can we help?" };

        var started = Entry(nameof(ConversationStarted), ConversationRules.Start(settings, Some.Start(), Some.Triaged, 1).Facts[0]);

        Assert.Equal((Role.System, "How can we help?"), (started.AuthorRole, started.Text));
    }

    [Fact]
    public void A_snapshot_is_read_back_from_its_json_as_it_was_written()
    {
        var conversation = Some.After(EveryFact);

        var json = JsonSerializer.Serialize(conversation, JsonSerializerOptions.Web);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Conversation>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    private static Entry Entry(string fact, ConversationFact? stored = null) =>
        new JournalEntry<ConversationFact>(7, Some.Moment, 0, stored ?? EveryFact.Last(one => one.GetType().Name == fact)).ToEntry();
}
