using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What is taken out before anything is stored (S91).</summary>
public sealed class RedactionTests
{
    private const string Card = "4111 1111 1111 1111";
    private const string Mask = "[card number removed]";

    [Fact]
    public void No_field_that_people_fill_in_keeps_a_card_number()
    {
        var citizen = Author.Citizen(Card);
        ConversationFact[] facts =
        [
            new ConversationStarted(Some.Queue, "ref", "", Card, Card, ImmutableSortedDictionary<string, string>.Empty.Add("which", Card), Card, Card, Card, false),
            new MessagePosted(citizen, "m-1", $"It is {Card}."),
            new MessagePosted(Some.AlexAuthor, "m-2", Card),
            new NoteAdded(Some.AlexAuthor, Card),
            new ConversationTransferred(Some.AlexAuthor, Some.Queue, null, Card),
            new ConversationTagged(Some.AlexAuthor, [Card]),
            new ConversationClosed(citizen, ClosingOutcome.Confirmed, "resolved", Card),
            new ConversationRated(true, 5, Card),
        ];

        var clean = Conversation.Unopened.Redact([.. facts]);

        Assert.DoesNotContain("1111", System.Text.Json.JsonSerializer.Serialize(clean), StringComparison.Ordinal);
        Assert.Contains($"It is {Mask}.", clean.OfType<MessagePosted>().Select(message => message.Text));
    }

    [Fact]
    public void The_second_half_of_a_number_is_masked_and_the_first_half_buried()
    {
        var conversation = Posted(Some.Active(), "my card 4111 1111", out _);

        Posted(conversation, "1111 1111 thanks", out var stored);

        Assert.Collection(
            stored,
            message => Assert.Equal($"{Mask} thanks", ((MessagePosted)message).Text),
            removed => Assert.Equal(5, ((ContentRemoved)removed).Target));
    }

    [Fact]
    public void An_agents_words_in_between_hide_nothing()
    {
        var conversation = Posted(Some.Active(), "4111 1111", out _);
        conversation = conversation.Then(new MessagePosted(Some.AlexAuthor, "m", "Please do not send card numbers"));

        Posted(conversation, "1111 1111", out var stored);

        Assert.Equal(2, stored.Length);
    }

    [Fact]
    public void A_number_in_pieces_of_one_digit_is_found()
    {
        var conversation = Some.Active();
        ImmutableArray<ConversationFact> stored = [];

        foreach (var digit in "4111111111111111")
            conversation = Posted(conversation, digit.ToString(), out stored);

        Assert.Equal(15, stored.OfType<ContentRemoved>().Count());
    }

    [Fact]
    public void A_tax_file_number_that_an_agent_asks_for_is_removed_in_one_piece_or_in_two()
    {
        var asked = Some.Active().Then(new MessagePosted(Some.AlexAuthor, "m", "What is your TFN?"));

        Posted(asked, "123 456 782", out var whole);
        Posted(Posted(asked, "sure: 123 456", out _), "782", out var halves);

        Assert.Equal("[tax file number removed]", Assert.IsType<MessagePosted>(Assert.Single(whole)).Text);
        Assert.Equal("[tax file number removed]", Assert.IsType<MessagePosted>(halves[0]).Text);
        var first = Redaction.Bury(new MessagePosted(Author.Citizen(null), "m", "sure: 123 456"), Assert.IsType<ContentRemoved>(halves[1]).Why);
        Assert.Equal("sure: [tax file number removed]", Assert.IsType<MessagePosted>(first).Text);
    }

    [Fact]
    public void What_was_asked_for_long_ago_is_forgotten()
    {
        var conversation = Some.Active().Then(new MessagePosted(Some.AlexAuthor, "m", "What is your TFN?"));
        for (var more = 0; more < 10; more++)
            conversation = conversation.Then(new MessagePosted(Author.Citizen(null), "m", "Something else"));

        Posted(conversation, "123 456 782", out var stored);

        Assert.Equal("123 456 782", Assert.IsType<MessagePosted>(Assert.Single(stored)).Text);
    }

    [Fact]
    public void A_question_says_what_its_answer_is()
    {
        var answers = ImmutableSortedDictionary<string, string>.Empty.Add("tfn", "123456782").Add("order", "123456782");
        var started = new ConversationStarted(Some.Queue, "ref", "", "Kim", "kim@example.org, 0412 345 678", answers, null, null, null, false);

        var clean = Assert.IsType<ConversationStarted>(Assert.Single(Conversation.Unopened.Redact([started])));

        Assert.Equal("[tax file number removed]", clean.Answers!["tfn"]);
        Assert.Equal("123456782", clean.Answers["order"]);
        Assert.Equal((started.Name, started.Contact), (clean.Name, clean.Contact));
    }

    [Fact]
    public void A_tombstone_put_up_again_takes_nothing_more()
    {
        var message = new MessagePosted(Author.Citizen(null), "m", "Ring 555 please, card 4111 1111");

        var once = Redaction.Bury(message, "card-number");

        Assert.Equal($"Ring 555 please, card {Mask}", ((MessagePosted)once).Text);
        Assert.Equal(once, Redaction.Bury(once, "card-number"));
    }

    private static Conversation Posted(Conversation conversation, string text, out ImmutableArray<ConversationFact> stored)
    {
        stored = conversation.Redact(conversation.Post(Some.ByCitizen, Some.Message(text)).Facts);
        return conversation.Then(stored);
    }

    [Theory]
    [InlineData("https://example.org/a?q=4111%201111%201111%201111&b=1", "https://example.org/a")]
    [InlineData("https://example.org/a?q=4111+1111+1111+1111", "https://example.org/a")]
    [InlineData("https://example.org/4111%2D1111%2D1111%2D1111/a?b=1", "https://example.org/[card number removed]/a?b=1")]
    [InlineData("https://example.org/a?q=heron%20house&n=20261129", "https://example.org/a?q=heron%20house&n=20261129")]
    [InlineData("not an address %zz 100%", "not an address %zz 100%")]
    public void An_identifier_in_the_escapes_of_a_page_is_found(string page, string stored)
    {
        var started = new ConversationStarted("general", "REF", "Hello", null, null, null, page, null, null, LeavesMessage: false);

        var clean = Assert.IsType<ConversationStarted>(Assert.Single(Conversation.Unopened.Redact([started])));

        Assert.Equal(stored, clean.Page);
    }
}
