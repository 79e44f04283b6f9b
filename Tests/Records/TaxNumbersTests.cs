using Muster.Records;

namespace Muster.Tests.Records;

public sealed class TaxNumbersTests
{
    [Theory]
    [InlineData("My TFN is 123 456 782, thanks", "My TFN is [tax number removed], thanks")]
    [InlineData("tfn:123456782", "tfn:[tax number removed]")]
    [InlineData("Tax file number 123-456-782", "Tax file number [tax number removed]")]
    [InlineData("Medicare 2123 45670 1", "Medicare [tax number removed]")]
    [InlineData("my medicare card: 2123456701/1", "my medicare card: [tax number removed]")]
    [InlineData("NI number AB 12 34 56 C.", "NI number [tax number removed].")]
    [InlineData("ab123456c", "[tax number removed]")]
    public void A_number_a_tax_office_gave_is_removed(string text, string clean) => Assert.Equal(clean, TaxNumbers.Clean(text));

    [Theory]
    [InlineData("Reference 123 456 782")]
    [InlineData("My TFN is 123 456 783")]
    [InlineData("Medicare told me to ring 13 20 11 about claim 2123 45671 1")]
    [InlineData("Order AB 12 34 56 E")]
    [InlineData("Ring 0412 345 678")]
    [InlineData("Flight QF 12 on 2026-11-22")]
    public void What_is_none_stays(string text) => Assert.Equal(text, TaxNumbers.Clean(text));

    [Fact]
    public void A_tombstone_of_one_is_left_alone() => Assert.Equal(TaxNumbers.Mask, TaxNumbers.Clean(TaxNumbers.Mask));
}
