using System.Text.Json;
using Muster.Agencies;
using Muster.Identifiers;
using Muster.Tests.Browser;

namespace Muster.Tests.Identifiers;

/// <summary>Numbers that are found by what is said of them (S91).</summary>
public sealed class NamedNumbersTests
{
    [Theory]
    [InlineData("My TFN is 123 456 782, thanks", "My TFN is [tax file number removed], thanks")]
    [InlineData("tfn:123456782", "tfn:[tax file number removed]")]
    [InlineData("Tax file number 123-456-782", "Tax file number [tax file number removed]")]
    [InlineData("Medicare 2123 45670 1", "Medicare [Medicare number removed]")]
    [InlineData("my medicare card: 2123456701/1", "my medicare card: [Medicare number removed]")]
    [InlineData("NI number AB 12 34 56 C.", "NI number [National Insurance number removed].")]
    [InlineData("ab123456c", "[National Insurance number removed]")]
    public void A_number_a_tax_office_gave_is_removed(string text, string clean) => Assert.Equal(clean, Redactor.OfEveryAgency.Clean(text));

    [Theory]
    [InlineData("Reference 123 456 782")]
    [InlineData("My TFN is 123 456 783")]
    [InlineData("Medicare told me to ring 13 20 11 about claim 2123 45671 1")]
    [InlineData("Order AB 12 34 56 E")]
    [InlineData("Ring 0412 345 678")]
    [InlineData("Flight QF 12 on 2026-11-22")]
    public void What_is_none_stays(string text) => Assert.Equal(text, Redactor.OfEveryAgency.Clean(text));

    [Fact]
    public void A_token_says_nothing_of_what_stands_beside_it()
    {
        const string Text = "[tax file number removed] 123 456 782";

        Assert.Equal(Text, Redactor.OfEveryAgency.Clean(Text));
    }

    [Theory]
    [InlineData("123 456 782", Announced.TaxFileNumber, "[tax file number removed]")]
    [InlineData("it's 2123456701", Announced.MedicareNumber, "it's [Medicare number removed]")]
    [InlineData("my reference is 123 456 782", Announced.TaxFileNumber, "my reference is 123 456 782")]
    [InlineData("+61 412 345 678", Announced.TaxFileNumber, "+61 412 345 678")]
    [InlineData("123 456 782", Announced.None, "123 456 782")]
    public void A_number_that_was_asked_for_is_removed(string text, Announced asked, string clean) =>
        Assert.Equal(clean, Redactor.OfEveryAgency.Clean(text, earlier: asked));

    [Theory]
    [InlineData("Your TFN?", Announced.TaxFileNumber)]
    [InlineData("the Tax  File Number, and your medicare card", Announced.TaxFileNumber | Announced.MedicareNumber)]
    [InlineData("a [tax file number removed]", Announced.None)]
    [InlineData("outfnord taxi", Announced.None)]
    public void What_a_message_speaks_of_is_heard(string text, Announced what) => Assert.Equal(what, Redactor.Speaks(text));

    [Fact]
    public void What_the_browser_is_tested_with_is_what_the_server_does()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Tests", "Identifiers", "vectors.json")));

        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var (text, name) = (vector[0].GetString()!, vector[1].GetString()!);
            var clean = Redactor.OfEveryAgency.Clean(text);
            Assert.True(name.Length == 0 ? clean == text : clean != text && clean.Contains($"[{name} removed]", StringComparison.Ordinal), $"{text}: {clean}");
        }
    }

    [Theory]
    [InlineData("AA9999", CheckDigit.None, "", "case AB 1234 now", "case [file removed] now")]
    [InlineData("999999999X", CheckDigit.WeightedMod11, "", "0-306-40615-2 and 080442957X", "[file removed] and [file removed]")]
    [InlineData("999999", CheckDigit.None, "folder", "folder 123456, or 654321", "folder [file removed], or [file removed]")]
    [InlineData("999999", CheckDigit.None, "folder", "room 123456", "room 123456")]
    [InlineData("9999999999", CheckDigit.Luhn, "", "1234567897 1234567897, 1234567897", "1234567897 1234567897, [file removed]")]
    [InlineData("999999999999", CheckDigit.Mod97, "", "1234 5678 9092", "[file removed]")]
    public void An_agencys_own_identifier_is_removed(string pattern, CheckDigit check, string keyword, string text, string clean)
    {
        var own = new IdentifierSettings("file", pattern)
        {
            Check = check,
            Weights = check == CheckDigit.WeightedMod11 ? [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] : [],
            Keywords = keyword.Length == 0 ? [] : [keyword],
        };

        Assert.Equal(clean, new Redactor([own]).Clean(text));
    }
}
