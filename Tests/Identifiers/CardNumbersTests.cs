using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Muster.Identifiers;
using Muster.Tests.Support;

namespace Muster.Tests.Identifiers;

/// <summary>Numbers that are found, whatever is done to hide them, and numbers that stay (S91).</summary>
public sealed partial class CardNumbersTests
{
    private const string Mask = "[card number removed]";

    private static readonly (string Begins, int[] Lengths)[] Networks =
    [
        ("2221", [16]), ("2720", [16]), ("2200", [16, 19]), ("34", [15]), ("37", [15]), ("300", [14]), ("36", [14]), ("38", [14]), ("3530", [16]), ("4", [13, 16, 19]), ("50", [16]), ("51", [16]),
        ("55", [16]), ("58", [16]), ("60", [16]), ("62", [16, 17, 18, 19]), ("65", [16, 19]), ("6759", [13, 16, 19]),
    ];

    private static readonly string[] Separators = ["", "", " ", "-", ".", "/", "_", "  ", "- ", "\u00a0", "\u2011", "\u2013", "\u2212", "\u200b", " - ", "\u00ad", "\ufe0f\u20e3"];

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
    [InlineData("4111 1111\n1111 1111")]
    [InlineData("4111 1111 11\n11 1111")]
    [InlineData("4111\r\n1111\r\n1111\r\n1111")]
    public void A_card_number_is_removed(string number)
    {
        Assert.Equal(Mask, Redactor.OfEveryAgency.Clean(number));
        Assert.Equal($"Pay with {Mask}, please. 7 days", Redactor.OfEveryAgency.Clean($"Pay with {number}, please. 7 days"));
        Assert.Equal($"a{Mask}b", Redactor.OfEveryAgency.Clean($"a{number}b"));
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
    [InlineData("4\n11\n111\n11\n111\n11\n111")]
    [InlineData("41.11 11.11 11.11 11.11")]
    [InlineData("-42.8821 147.3274 and -42.88213 147.32724")]
    [InlineData("+44 20 3920 4789\n5231 1792")]
    [InlineData("30/04/2026 1/5/2026 30.04.2026 01.05.2026")]
    [InlineData("١٢٣٤")]
    public void What_is_no_card_number_stays(string text) => Assert.Equal(text, Redactor.OfEveryAgency.Clean(text));

    [Fact]
    public void Two_dates_side_by_side_are_no_card_number_in_this_century()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            var (from, until) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal($"{from} {until}", Redactor.OfEveryAgency.Clean($"{from} {until}"));
        }
    }

    [Fact]
    public void A_number_is_found_in_every_script_with_every_separator() => Property.Holds(
        tape =>
        {
            var written = Written(tape, Number(tape));
            if (IsADecimal(written) || HasADay(written))
                return; // as coordinates and lists of days are

            var cleaned = Redactor.OfEveryAgency.Clean($"It is {written} thanks");

            Assert.Equal($"It is {Mask} thanks", cleaned);
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
                var (stored, bury, _) = Redactor.OfEveryAgency.CleanAcross(open, Redactor.OfEveryAgency.Clean(text));
                if (!bury.IsEmpty || stored != text)
                    return; // its beginning is a number of its own
                open = SplitNumbers.Carry(open, at + 1, stored);
            }

            var last = Redactor.OfEveryAgency.CleanAcross(open, Written(tape, pieces[^1]) + tape.Of("", " that is it", ", 12/29"));

            Assert.StartsWith(Mask, last.Text, StringComparison.Ordinal);
            Assert.Equal(Enumerable.Range(1, pieces.Count - 1), last.Bury.Where(seq => seq > 0).TakeLast(pieces.Count - 1));
        },
        runs: 2_000);

    [Fact]
    public void Cleaning_cleaned_text_changes_nothing() => Property.Holds(tape =>
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(_ => tape.Of("4", "1", "11", " ", "-", "x", "2", "5", "]", "0000")));

        var once = Redactor.OfEveryAgency.Clean(text);

        Assert.Equal(once, Redactor.OfEveryAgency.Clean(once));
        Assert.Equal(Buried(text), Buried(Buried(text)));
    });

    [Fact]
    public void What_a_conversation_carries_of_digits_stays_short() => Property.Holds(tape =>
    {
        ImmutableArray<DigitRun> open = [];

        for (var seq = 1; !tape.IsOver; seq++)
        {
            open = SplitNumbers.Carry(open, seq, tape.Of("1", "12", "1234 5678", "123456789012345678901", "no", "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4"));
            Assert.InRange(open.Sum(run => run.Count), 0, 18);
        }
    });

    [Fact]
    public void A_long_message_of_digits_costs_no_more_than_its_length()
    {
        var digits = string.Join(' ', Enumerable.Repeat("4", 2_000));

        Assert.NotEqual("", Redactor.OfEveryAgency.Clean(digits));
    }

    private static string Buried(string text) => SplitNumbers.WithoutTail(text, Redactor.Card);

    private static string Number(Tape tape)
    {
        var (digits, lengths) = tape.Of<(string, int[])>(Networks);
        var length = tape.Of<int>(lengths);
        while (digits.Length < length - 1)
            digits += tape.Next(10);
        return digits + Enumerable.Range(0, 10).Single(last => IsLuhn(digits + last));
    }

    private static string Written(Tape tape, string digits)
    {
        var zero = tape.Of<int>(Zeros);
        return string.Concat(digits.Select((digit, at) => (at == 0 ? "" : tape.Of<string>(Separators)) + char.ConvertFromUtf32(zero + digit - '0')));
    }

    private static bool IsADecimal(string written) => written.EnumerateRunes().Where(rune => !Rune.IsDigit(rune)).SequenceEqual([new Rune('.')]);

    private static bool HasADay(string written) =>
        Day().IsMatch(string.Concat(written.EnumerateRunes().Select(rune => Rune.IsDigit(rune) ? $"{Rune.GetNumericValue(rune)}" : rune.ToString())));

    [GeneratedRegex("""^\d{1,2}\D{1,2}\d{1,2}\D{1,2}(\d\d|\d{4})(?!\d)|(?<!\d)(19|20)\d\d\D{1,2}\d{1,2}\D{1,2}\d{1,2}(?!\d)|(?<!\d)\d{1,2}\D{1,2}\d{1,2}\D{1,2}(19|20)\d\d(?!\d)""")]
    private static partial Regex Day();

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
