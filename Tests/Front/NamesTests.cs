using Muster.WebFront.Api;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

public sealed class NamesTests
{
    [Fact]
    public void A_conversations_names_depend_on_the_agency_and_the_secret_alone()
    {
        var name = ConversationName.Of("riverbend", Some.Secret);

        Assert.Equal(name, ConversationName.Of("riverbend", Some.Secret));
        Assert.NotEqual(name.Id, ConversationName.Of("hillside", Some.Secret).Id);
        Assert.NotEqual(name.Id, ConversationName.Of("riverbend", Some.Secret + "x").Id);
        Assert.True(ConversationName.IsId(name.Id));
        Assert.Equal(22, name.MessageId.Length);
    }

    [Fact]
    public void No_name_tells_the_secret_or_another_name()
    {
        var name = ConversationName.Of("riverbend", Some.Secret);

        Assert.DoesNotContain(Some.Secret, name.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(name.Id[..9], name.Reference.Replace("-", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Ten_thousand_secrets_make_ten_thousand_conversations()
    {
        var names = Enumerable.Range(0, 10_000).Select(number => ConversationName.Of("riverbend", $"{Some.Secret}{number}")).ToList();

        Assert.Equal(10_000, names.Select(name => name.Id).Distinct().Count());
        Assert.Equal(10_000, names.Select(name => name.Reference).Distinct().Count());
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstu", false)]
    [InlineData("abcdefghijklmnopqrstuv", true)]
    [InlineData("ABC_def-0123456789012345678901234567890123456789012345678901234a", true)]
    [InlineData("ABC_def-0123456789012345678901234567890123456789012345678901234ab", false)]
    [InlineData("abcdefghijklmnopqrstu!", false)]
    [InlineData("abcdefghijklmnopqrstü", false)]
    [InlineData(null, false)]
    public void A_secret_is_long_and_plain(string? secret, bool isOne) => Assert.Equal(isOne, Names.IsSecret(secret));

    [Fact]
    public void A_token_is_the_same_each_time_and_on_every_front_and_opens_its_conversation()
    {
        var (one, other) = (new CitizenTokens(new TestKeys(1)), new CitizenTokens(new TestKeys(1)));

        var token = one.Of("riverbend", "aaaaaaaaaaaaaaaaaaaaaaaaaa");

        Assert.Equal(token, other.Of("riverbend", "aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        Assert.Equal(Some.Conversation, other.Citizen(token)!.Conversation);
        Assert.Equal(Some.Conversation, other.Citizen(token)!.Conversation);
    }

    [Fact]
    public void A_token_outlives_a_change_of_keys_while_the_old_one_is_kept()
    {
        var token = new CitizenTokens(new TestKeys(1)).Of("riverbend", "aaaaaaaaaaaaaaaaaaaaaaaaaa");

        Assert.NotNull(new CitizenTokens(new TestKeys(2, 1)).Citizen(token));
        Assert.Null(new CitizenTokens(new TestKeys(2)).Citizen(token));
    }

    [Fact]
    public void What_is_sealed_for_one_purpose_is_worthless_for_another()
    {
        var (token, cookie) = (new Seal(new TestKeys(1), "token"), new Seal(new TestKeys(1), "cookie"));

        Assert.Null(cookie.Open(token.Close("text")));
        Assert.Equal("text", token.Open(token.Close("text")));
    }

    [Fact]
    public void Changing_any_character_of_a_seal_breaks_it()
    {
        var seal = new Seal(new TestKeys(1), "token");
        var text = seal.Close("riverbend/aaaaaaaaaaaaaaaaaaaaaaaaaa");

        for (var index = 0; index < text.Length - 1; index++)
            Assert.Null(seal.Open(text[..index] + (text[index] == 'A' ? 'B' : 'A') + text[(index + 1)..]));
    }

    [Fact]
    public void An_agents_cursor_holds_what_was_put_in()
    {
        var cursor = new AgentCursor();
        var other = GrainKeyOf("b");
        cursor.Set(Some.Conversation, 5);
        cursor.Set(other, 7);
        cursor.Set(Some.Conversation, 20_000);
        cursor.Set(GrainKeyOf("c"), 1);
        cursor.Remove(GrainKeyOf("c"));

        var read = AgentCursor.Parse(cursor.ToString())!.In(Some.Agency);

        Assert.Equal(new Dictionary<string, int> { [Some.Conversation] = 20_000, [other] = 7 }, read);
    }

    private static string GrainKeyOf(string letter) => $"{Some.Agency}/{ConversationName.Of("riverbend", Some.Secret + letter).Id}";
}
