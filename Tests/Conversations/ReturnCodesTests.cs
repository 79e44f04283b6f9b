using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Codes by which citizens come back on another device (N11), as they are kept.</summary>
public sealed class ReturnCodesTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_code_leads_to_its_conversation_for_a_day()
    {
        var codes = Kept(Hash);

        Assert.Equal(new ReturnPlace(Some.Key, Some.Moment.AddHours(24)), codes.Find(Hash, Some.Moment));
        Assert.NotNull(codes.Find(Hash, Some.Moment.AddHours(24).AddTicks(-1)));
        Assert.Null(codes.Find(Hash, Some.Moment.AddHours(24)));
    }

    [Fact]
    public void Another_code_leads_nowhere()
    {
        var codes = Kept(Hash);

        Assert.Null(codes.Find(HashOf(7), Some.Moment));
        Assert.Null(codes.Find(Hash.ToUpperInvariant(), Some.Moment));
        Assert.Null(codes.Find("", Some.Moment));
    }

    [Fact]
    public void Asked_for_again_it_holds_longer()
    {
        var again = Kept(Hash).Keep(Hash, Some.Key, Some.Moment.AddHours(23)).Value!;

        Assert.NotNull(again.Find(Hash, Some.Moment.AddHours(47).AddTicks(-1)));
        Assert.Null(again.Find(Hash, Some.Moment.AddHours(47)));
    }

    [Fact]
    public void A_code_that_leads_somebody_to_their_conversation_leads_nobody_else_to_another()
    {
        var codes = Kept(Hash);

        Assert.Equal(Refusal.InvalidRequest, codes.Keep(Hash, "demo/c-2", Some.Moment.AddHours(24).AddTicks(-1)).Refusal);
        Assert.Equal("demo/c-2", codes.Keep(Hash, "demo/c-2", Some.Moment.AddHours(24)).Value?.Find(Hash, Some.Moment.AddHours(24))?.Conversation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdeg0123456789abcdef")]
    [InlineData("7KQ4M-2XD9R")]
    public void Nothing_but_a_hash_is_kept(string hash) =>
        Assert.Equal(Refusal.InvalidRequest, new ReturnCodes().Keep(hash, Some.Key, Some.Moment).Refusal);

    [Fact]
    public void Five_thousand_are_kept_and_no_more_until_some_have_ended()
    {
        var full = Many(4_999).Keep(HashOf(4_999), Some.Key, Some.Moment).Value!;

        Assert.Equal(ReturnCodes.Most, full.Places.Count);
        Assert.Equal(Refusal.SlowDown, full.Keep(Hash, Some.Key, Some.Moment).Refusal);
        Assert.True(full.Keep(HashOf(1), "demo/1", Some.Moment).IsDone); // it is there already
        Assert.Equal([Hash], full.Keep(Hash, Some.Key, Some.Moment.AddHours(24)).Value!.Places.Keys);
    }

    [Fact]
    public void Codes_that_have_ended_go_when_another_comes()
    {
        var codes = Kept(Hash).Keep(HashOf(1), "demo/1", Some.Moment.AddHours(1)).Value!;

        var next = codes.Keep(HashOf(2), "demo/2", Some.Moment.AddHours(24)).Value!;

        Assert.Equal([HashOf(1), HashOf(2)], next.Places.Keys);
    }

    [Fact]
    public void Codes_are_read_back_as_they_were_stored()
    {
        var codes = Many(3);

        var again = JsonSerializer.Deserialize<ReturnCodes>(JsonSerializer.Serialize(codes, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;

        Assert.Equal(codes.Places.AsEnumerable(), again.Places.AsEnumerable());
        Assert.True(again.Keep(Hash, Some.Key, Some.Moment).IsDone);
    }

    private static ReturnCodes Kept(string hash) => new ReturnCodes().Keep(hash, Some.Key, Some.Moment).Value!;

    private static ReturnCodes Many(int howMany) => new()
    {
        Places = Enumerable.Range(0, howMany).ToImmutableSortedDictionary(HashOf, number => new ReturnPlace($"demo/{number}", Some.Moment + ReturnPlace.Holds), StringComparer.Ordinal),
    };

    private static string HashOf(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}
