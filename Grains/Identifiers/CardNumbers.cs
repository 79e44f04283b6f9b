using System.Globalization;

namespace Muster.Identifiers;

/// <summary>
/// Payment card numbers: as long and beginning as a card network's (ISO/IEC 7812-1 and the networks' own tables), with Luhn's check digit.
/// Numbers that only stand side by side are none: dates, prices, places on a map, and lists of short numbers on lines of their own.
/// </summary>
internal static class CardNumbers
{
    public const int Shortest = 13;
    public const int Longest = 19;

    /// <summary>The first four digits, and how long the numbers are that begin with them.</summary>
    private static readonly (int From, int To, int[] Lengths)[] Networks =
    [
        (2200, 2204, [16, 17, 18, 19]), // Mir
        (2221, 2720, [16]), // Mastercard
        (3000, 3059, [14, 16, 19]), // Diners Club
        (3095, 3095, [14, 16, 19]),
        (3400, 3499, [15]), // American Express
        (3528, 3589, [16, 19]), // JCB
        (3600, 3699, [14, 16, 19]), // Diners Club
        (3700, 3799, [15]), // American Express
        (3800, 3999, [14, 16, 19]), // Diners Club
        (4000, 4999, [13, 16, 19]), // Visa
        (5000, 5099, [16, 17, 18, 19]), // Maestro, Verve, RuPay
        (5100, 5599, [16]), // Mastercard
        (5600, 5899, [16, 17, 18, 19]), // Maestro, eftpos, Bankcard
        (6000, 6010, [16]), // RuPay
        (6011, 6011, [16, 19]), // Discover
        (6012, 6199, [16]), // RuPay
        (6200, 6299, [16, 17, 18, 19]), // UnionPay
        (6300, 6399, [16, 17, 18, 19]), // Maestro, InterPayment, InstaPayment
        (6400, 6599, [16, 19]), // Discover, RuPay
        (6700, 6799, [13, 14, 15, 16, 17, 18, 19]), // Maestro
    ];

    /// <summary>The last group of a card number that begins with group <paramref name="first"/>; -1 where none does.</summary>
    public static int LastOf(List<DigitGroup> groups, int first)
    {
        var digits = "";
        var found = -1;
        if (groups[first].IsDialled)
            return found;

        for (var last = first; last < groups.Count && !groups[last].IsDate && (last == first || groups[last].Gap != Gap.Apart); last++)
        {
            digits += groups[last].Digits;
            if (digits.Length > Longest)
                break;
            if (IsOne(digits) && IsWrittenAsOne(groups, first, last))
                found = last;
        }

        return found;
    }

    public static bool IsOne(string digits) =>
        digits.Length is >= Shortest and <= Longest && IsOfANetwork(digits) && CheckDigits.PassesLuhn(digits);

    private static bool IsOfANetwork(string digits)
    {
        var begins = int.Parse(digits.AsSpan(0, 4), CultureInfo.InvariantCulture);
        foreach (var (from, to, lengths) in Networks)
        {
            if (begins >= from && begins <= to)
                return lengths.Contains(digits.Length);
        }

        return false;
    }

    private static bool IsWrittenAsOne(List<DigitGroup> groups, int first, int last)
    {
        if (first == last)
            return true;
        if (AreDecimals(groups, first, last))
            return false;

        var lines = Enumerable.Range(first + 1, last - first).Count(at => groups[at].Gap == Gap.Line);
        var isAsOnCards = IsAsOnCards(groups, first, last);
        return lines switch
        {
            0 => isAsOnCards || StandsAlone(groups, first, last, Gap.Line),
            1 => StandsAlone(groups, first, last, Gap.Apart) && (isAsOnCards || IsBrokenOnce(groups, first, last)),
            _ => StandsAlone(groups, first, last, Gap.Apart) && isAsOnCards,
        };
    }

    /// <summary>Fours and what is left of them, or as American Express and Diners Club print theirs, or in two halves.</summary>
    private static bool IsAsOnCards(List<DigitGroup> groups, int first, int last)
    {
        var count = last - first + 1;
        if (count == 2)
            return groups[first].Length is 6 or 8 or 4 && groups[last].Length >= 8;
        if (count == 3 && groups[first].Length == 4 && groups[first + 1].Length == 6)
            return true;

        for (var at = first; at < last; at++)
        {
            if (groups[at].Length != 4)
                return false;
        }

        return groups[last].Length <= 4 && !BeginsExpiry(groups, last);
    }

    private static bool BeginsExpiry(List<DigitGroup> groups, int at) =>
        groups[at].Length == 2 && at + 1 < groups.Count && groups[at + 1] is { Gap: Gap.Mark, Length: 2 or 4 };

    /// <summary>A line that was too short for it: both parts are longer than what people list line by line.</summary>
    private static bool IsBrokenOnce(List<DigitGroup> groups, int first, int last)
    {
        var (before, after, isAfter) = (0, 0, false);
        for (var at = first; at <= last; at++)
        {
            isAfter |= at > first && groups[at].Gap == Gap.Line;
            if (isAfter)
                after += groups[at].Length;
            else
                before += groups[at].Length;
        }

        return before >= 6 && after >= 4;
    }

    /// <summary>Nothing joins it but an expiry date and a security code.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="first">The number's first.</param>
    /// <param name="last">The number's last.</param>
    /// <param name="end">What ends the numbers around it, besides <see cref="Gap.Apart"/>.</param>
    private static bool StandsAlone(List<DigitGroup> groups, int first, int last, Gap end)
    {
        var before = first;
        while (before > 0 && !Ends(groups[before].Gap, end) && !groups[before - 1].IsDate)
            before--;
        var after = last;
        while (after + 1 < groups.Count && !Ends(groups[after + 1].Gap, end) && !groups[after + 1].IsDate)
            after++;
        return IsExpiryAndCode(groups, before, first - 1) && IsExpiryAndCode(groups, last + 1, after);
    }

    private static bool Ends(Gap gap, Gap end) => gap == Gap.Apart || gap == end;

    private static bool IsExpiryAndCode(List<DigitGroup> groups, int from, int to)
    {
        if (from + 1 <= to && groups[from] is { Length: 2, IsDialled: false } && groups[from + 1].Length is 2 or 4)
            from += 2;
        if (from <= to && groups[from].Length == 3)
            from++;
        return from > to;
    }

    /// <summary>Prices (two digits behind each full stop) and places on a map, one after the other.</summary>
    private static bool AreDecimals(List<DigitGroup> groups, int first, int last)
    {
        if ((last - first) % 2 == 0)
            return false;

        for (var at = first; at <= last; at += 2)
        {
            var isDecimal = groups[at + 1].Gap == Gap.Dot
                && (at == first || groups[at].Gap != Gap.Dot)
                && (groups[at + 1].Length == 2 || (groups[at].Length <= 3 && groups[at + 1].Length >= 3));
            if (!isDecimal)
                return false;
        }

        return true;
    }
}
