using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What is taken out before anything is stored (S91).</summary>
public sealed class RedactionTests
{
    private const string Card = "4111 1111 1111 1111";

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
        Assert.Contains($"It is {CardNumbers.Mask}.", clean.OfType<MessagePosted>().Select(message => message.Text));
    }

    [Fact]
    public void The_second_half_of_a_number_is_masked_and_the_first_half_buried()
    {
        var conversation = Posted(Some.Active(), "my card 4111 1111", out _);

        Posted(conversation, "1111 1111 thanks", out var stored);

        Assert.Collection(
            stored,
            message => Assert.Equal($"{CardNumbers.Mask} thanks", ((MessagePosted)message).Text),
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
    public void A_tombstone_put_up_again_takes_nothing_more()
    {
        var message = new MessagePosted(Author.Citizen(null), "m", "Ring 555 please, card 4111 1111");

        var once = Redaction.Bury(message);

        Assert.Equal($"Ring 555 please, card {CardNumbers.Mask}", ((MessagePosted)once).Text);
        Assert.Equal(once, Redaction.Bury(once));
    }

    private static Conversation Posted(Conversation conversation, string text, out ImmutableArray<ConversationFact> stored)
    {
        stored = conversation.Redact(conversation.Post(Some.Citizen, Some.Message(text)).Facts);
        return conversation.Then(stored);
    }
}
