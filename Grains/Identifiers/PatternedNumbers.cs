using Muster.Agencies;

namespace Muster.Identifiers;

/// <summary>Identifiers that a pattern describes: those an agency names in its settings, and the United Kingdom's National Insurance numbers.</summary>
internal static class PatternedNumbers
{
    public static readonly IdentifierSettings NationalInsurance = new("National Insurance number", "AA999999A");

    /// <summary>Prefixes that were never given out (HMRC, National Insurance Manual NIM39110).</summary>
    private static readonly string[] NoPrefixes = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

    /// <summary>Where they stand.</summary>
    public static IEnumerable<(int Start, int End)> In(List<Sign> signs, string plain, string? about, IdentifierSettings kind)
    {
        var length = kind.Pattern.Length;
        for (var first = 0; first + length <= signs.Count; first++)
        {
            if (!Fits(signs, first, kind))
                continue;

            var (start, end) = (signs[first].Start, signs[first + length - 1].End);
            var isNamed = kind.Keywords.Any(word => about?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false)
                || Announcements.Name(plain, start, end, kind.Keywords);
            if (!isNamed && (!kind.Keywords.IsEmpty || !StandsAlone(signs, first, length)))
                continue;

            yield return (start, end);
            first += length - 1;
        }
    }

    /// <summary>Whether these are the digits of one that needs no word near it.</summary>
    public static bool IsOne(string digits, IdentifierSettings kind) =>
        kind is { Keywords.IsEmpty: true, Check: not CheckDigit.None }
        && digits.Length == kind.Pattern.Length
        && digits.Index().All(place => Matches(kind.Pattern[place.Index], place.Item))
        && CheckDigits.Pass([.. digits.Select(digit => digit - '0')], kind.Check, kind.Weights);

    private static bool Fits(List<Sign> signs, int first, IdentifierSettings kind)
    {
        var (pattern, last) = (kind.Pattern, first + kind.Pattern.Length - 1);
        if (!signs[first].IsParted || (last + 1 < signs.Count && !signs[last + 1].IsParted))
            return false;

        for (var at = first; at <= last; at++)
        {
            if (!Matches(pattern[at - first], signs[at].Value) || (at > first && (signs[at].IsApart || IsAWord(signs, at, pattern))))
                return false;
        }

        return kind == NationalInsurance
            ? IsPrefix(signs[first].Value, signs[first + 1].Value) && signs[last].Value <= 'D'
            : CheckDigits.Pass([.. pattern.Index().Select(place => Worth(place.Item, signs[first + place.Index].Value))], kind.Check, kind.Weights);
    }

    /// <summary>Small letters before a number are a word of the sentence (<c>at 12</c>), unless letters end the pattern too.</summary>
    private static bool IsAWord(List<Sign> signs, int at, string pattern) => signs[at - 1].IsSmall && signs[at].IsParted && pattern[^1] != 'A';

    private static bool Matches(char place, char value) => place switch
    {
        '9' => char.IsAsciiDigit(value),
        'A' => char.IsAsciiLetterUpper(value),
        'X' => char.IsAsciiDigit(value) || value == 'X',
        _ => char.IsAsciiDigit(value) || char.IsAsciiLetterUpper(value),
    };

    /// <summary>A letter is worth 10 (A) to 35 (Z), as in ISO/IEC 7064; an X in an X's place is worth ten.</summary>
    private static int Worth(char place, char value) =>
        char.IsAsciiDigit(value) ? value - '0' : place == 'X' ? 10 : value - 'A' + 10;

    private static bool IsPrefix(char one, char two) =>
        !"DFIQUV".Contains(one) && !"DFIOQUV".Contains(two) && !NoPrefixes.Contains($"{one}{two}");

    /// <summary>No more digits join it.</summary>
    private static bool StandsAlone(List<Sign> signs, int first, int length) =>
        !(first > 0 && signs[first].IsDigit && !signs[first].IsApart && signs[first - 1].IsDigit)
        && !(first + length < signs.Count && signs[first + length - 1].IsDigit && !signs[first + length].IsApart && signs[first + length].IsDigit);
}
