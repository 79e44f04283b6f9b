using System.Collections.Immutable;
using System.Globalization;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Records;

/// <summary>Numbers that are found, whatever is done to hide them, and numbers that stay (S91).</summary>
public sealed class CardNumbersTests
{
    private static readonly string[] Beginnings = ["2221", "2720", "2200", "34", "37", "30", "36", "38", "35", "4", "50", "51", "55", "58", "60", "62", "65"];
    private static readonly string[] Separators = ["", "", " ", "-", ".", "/", "_", "  ", "- ", "\u00a0", "\u2011", "\u2013", "\u2212", "\u200b", "\n"];

    /// <summary>The digit 0 of some scripts; the last is outside the basic plane.</summary>
    private static readonly int[] Zeros = ['0', '0', '0', 0x0660, 0x06f0, 0x0966, 0x0e50, 0xff10, 0x1d7ce];

    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("5500-0000-0000-0004")]
    [InlineData("378282246310005")]
    [InlineData("3782 822463 10005")]
    [InlineData("30569309025904")]
    [InlineData("6011.1111.1111.1117")]
    [InlineData("2223000048400011")]
    [InlineData("6759 6498 2643 8453")]
    [InlineData("4222222222222")]
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    public void A_card_number_is_removed(string number)
    {
        Assert.Equal(CardNumbers.Mask, CardNumbers.Clean(number));
        Assert.Equal($"Pay with {CardNumbers.Mask}, please. 7 days", CardNumbers.Clean($"Pay with {number}, please. 7 days"));
        Assert.Equal($"a{CardNumbers.Mask}b", CardNumbers.Clean($"a{number}b"));
    }

    [Theory]
    [InlineData("Ring 0412 345 678 or +61 412 345 678, after 5 pm 02 9876 5432.")]
    [InlineData("Reference 2026-11-22-000417, invoice 100023344556")]
    [InlineData("From 2026-11-22 to 2026-11-29, or 2027/01/12 2027/01/19")]
    [InlineData("2025-01-12 2025-01-19 2025-01-26 2025-02-02")]
    [InlineData("22.11.2026 23.11.2026")]
    [InlineData("At -27.4698, 153.0251 by the bridge")]
    [InlineData("-33.868820, 151.209296")]
    [InlineData("ABN 51 824 753 556")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("Barcode 9 300675 024235, tracking 1Z999AA10123456784")]
    [InlineData("My account is 123-456 12345678")]
    [InlineData("I waited 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 minutes")]
    [InlineData("١٢٣٤")]
    public void What_is_no_card_number_stays(string text) => Assert.Equal(text, CardNumbers.Clean(text));

    [Fact]
    public void Two_dates_side_by_side_are_no_card_number_in_this_century()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            var (from, until) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal($"{from} {until}", CardNumbers.Clean($"{from} {until}"));
        }
    }

    [Fact]
    public void A_number_is_found_in_every_script_with_every_separator() => Property.Holds(
        tape =>
        {
            var number = Number(tape);

            var cleaned = CardNumbers.Clean($"It is {Written(tape, number)} thanks");

            Assert.Equal($"It is {CardNumbers.Mask} thanks", cleaned);
        },
        runs: 2_000);

    [Fact]
    public void A_number_split_over_messages_is_found_when_its_last_digit_comes() => Property.Holds(
        tape =>
        {
            var number = Number(tape);
            var pieces = Pieces(tape, number);
            ImmutableArray<DigitRun> open = [];

            for (var at = 0; at < pieces.Count - 1; at++)
            {
                var text = (at == 0 ? tape.Of("", "my card: ", "call 555, then ") : "") + Written(tape, pieces[at]) + tape.Of("", " ", "-");
                var (stored, bury) = CardNumbers.CleanAcross(open, CardNumbers.Clean(text));
                if (!bury.IsEmpty || stored != text)
                    return; // its beginning is a number of its own
                open = CardNumbers.Carry(open, at + 1, stored);
            }

            var last = CardNumbers.CleanAcross(open, Written(tape, pieces[^1]) + tape.Of("", " that is it", ", 12/29"));

            Assert.StartsWith(CardNumbers.Mask, last.Text, StringComparison.Ordinal);
            Assert.Equal(Enumerable.Range(1, pieces.Count - 1), last.Bury.Where(seq => seq > 0).TakeLast(pieces.Count - 1));
        },
        runs: 2_000);

    [Fact]
    public void Cleaning_cleaned_text_changes_nothing() => Property.Holds(tape =>
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(_ => tape.Of("4", "1", "11", " ", "-", "x", "2", "5", "]", "0000")));

        var once = CardNumbers.Clean(text);

        Assert.Equal(once, CardNumbers.Clean(once));
        Assert.Equal(CardNumbers.WithoutTail(text), CardNumbers.WithoutTail(CardNumbers.WithoutTail(text)));
    });

    [Fact]
    public void What_a_conversation_carries_of_digits_stays_short() => Property.Holds(tape =>
    {
        ImmutableArray<DigitRun> open = [];

        for (var seq = 1; !tape.IsOver; seq++)
        {
            open = CardNumbers.Carry(open, seq, tape.Of("1", "12", "1234 5678", "123456789012345678901", "no", "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4"));
            Assert.InRange(open.Sum(run => run.Count), 0, 18);
        }
    });

    [Fact]
    public void A_long_message_of_digits_costs_no_more_than_its_length()
    {
        var digits = string.Join(' ', Enumerable.Repeat("4", 2_000));

        Assert.NotEqual("", CardNumbers.Clean(digits));
    }

    private static string Number(Tape tape)
    {
        var digits = tape.Of<string>(Beginnings);
        var length = 13 + tape.Next(7);
        while (digits.Length < length - 1)
            digits += tape.Next(10);
        return digits + Enumerable.Range(0, 10).Single(last => IsLuhn(digits + last));
    }

    private static string Written(Tape tape, string digits)
    {
        var zero = tape.Of<int>(Zeros);
        return string.Concat(digits.Select((digit, at) => (at == 0 ? "" : tape.Of<string>(Separators)) + char.ConvertFromUtf32(zero + digit - '0')));
    }

    private static List<string> Pieces(Tape tape, string digits)
    {
        var pieces = new List<string>();
        for (var left = 2 + tape.Next(3); left > 1; left--)
        {
            var taken = 1 + tape.Next(digits.Length - left + 1);
            pieces.Add(digits[..taken]);
            digits = digits[taken..];
        }

        pieces.Add(digits);
        return pieces;
    }

    /// <summary>Written on its own, from the left, so that it shares no mistake with the code under test.</summary>
    private static bool IsLuhn(string digits)
    {
        var (sum, doubles) = (0, digits.Length % 2 == 0);
        foreach (var digit in digits)
        {
            var value = (digit - '0') * (doubles ? 2 : 1);
            sum += (value / 10) + (value % 10);
            doubles = !doubles;
        }

        return sum % 10 == 0;
    }
}
