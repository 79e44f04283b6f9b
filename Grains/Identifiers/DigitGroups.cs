using System.Globalization;
using System.Text;

namespace Muster.Identifiers;

/// <summary>
/// Reads the groups of digits off a text: digits of every script (Unicode's category Nd), also as keycap emoji, parted by spaces, dashes, dots, slashes
/// and signs of no width.
/// </summary>
internal static class DigitGroups
{
    /// <summary>Signs that are seen, between two groups of one number: as many as in <c>4111 - 1111</c>.</summary>
    private const int MostBetween = 3;

    /// <summary>Signs that are not seen.</summary>
    private const int MostUnseen = 16;

    private const char VariationSelector = '\ufe0f';
    private const char Keycap = '\u20e3';

    public static List<DigitGroup> Of(string text)
    {
        var groups = new List<DigitGroup>();
        var digits = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            digits.Clear();
            while (at < text.Length && DigitAt(text, at) is var (value, width) && value >= 0)
            {
                digits.Append((char)('0' + value));
                at += width;
            }

            if (digits.Length == 0)
                at++;
            else
                groups.Add(new DigitGroup(start, at, digits.ToString(), groups.Count == 0 ? Gap.Apart : GapOf(text.AsSpan(groups[^1].End, start - groups[^1].End)), IsDialled: start > 0 && (text[start - 1] is '+' or '\uff0b')));
        }

        MarkDates(groups);
        return groups;
    }

    /// <summary>How many digits the text may hold: an upper bound that costs little.</summary>
    public static int AtMost(string text)
    {
        var most = 0;
        foreach (var unit in text)
        {
            if (char.IsDigit(unit) || char.IsHighSurrogate(unit))
                most++;
        }

        return most;
    }

    /// <summary>Whether only signs that may part the digits of one number stand there.</summary>
    public static bool IsParting(ReadOnlySpan<char> between)
    {
        foreach (var unit in between)
        {
            if (!IsParting(unit))
                return false;
        }

        return true;
    }

    public static bool IsUnseen(char unit) => unit is VariationSelector or Keycap || char.GetUnicodeCategory(unit) == UnicodeCategory.Format;

    private static bool IsParting(char unit) => char.IsWhiteSpace(unit) || IsUnseen(unit) || IsDot(unit) || IsMark(unit);

    private static bool IsDot(char unit) => unit is '.' or '\u00b7' or '\u2022' or '\uff0e' or '\u3002';

    private static bool IsMark(char unit) =>
        unit is '/' or '_' or '\u2212' or '\u2215' or '\u2044' or '\uff0f' or '\uff3f' || char.GetUnicodeCategory(unit) == UnicodeCategory.DashPunctuation;

    public static Gap GapOf(ReadOnlySpan<char> between)
    {
        var (seen, unseen, dots, marks, lines) = (0, 0, 0, 0, 0);
        foreach (var unit in between)
        {
            if (!IsParting(unit))
                return Gap.Apart;
            if (IsUnseen(unit))
            {
                unseen++;
                continue;
            }

            if (unit == '\r')
                continue;
            seen++;
            dots += IsDot(unit) ? 1 : 0;
            marks += IsMark(unit) ? 1 : 0;
            lines += unit is '\n' or '\u0085' or '\u2028' or '\u2029' ? 1 : 0;
        }

        return seen > MostBetween || unseen > MostUnseen || lines > 1 ? Gap.Apart
            : lines == 1 ? Gap.Line
            : seen == 1 && dots == 1 ? Gap.Dot
            : seen == 1 && marks == 1 ? Gap.Mark
            : Gap.Space;
    }

    private static (int Value, int Width) DigitAt(string text, int at)
    {
        if (char.IsAscii(text[at]))
            return (char.IsAsciiDigit(text[at]) ? text[at] - '0' : -1, 1);

        var width = char.IsSurrogatePair(text, at) ? 2 : 1;
        return (CharUnicodeInfo.GetDecimalDigitValue(text, at), width);
    }

    /// <summary>Three groups that are a day, a month and a year, with the same signs inside and others outside.</summary>
    private static void MarkDates(List<DigitGroup> groups)
    {
        for (var at = 0; at + 2 < groups.Count; at++)
        {
            var isOne = IsDateAt(groups, at)
                && (IsYear(groups[at].Digits) || IsYear(groups[at + 2].Digits) || StandsAmongDates(groups, at));
            if (!isOne)
                continue;

            for (var part = at; part < at + 3; part++)
                groups[part] = groups[part] with { IsDate = true };
        }
    }

    /// <summary>One with a year of two digits could be a part of any number: other dates stand beside it, or nothing.</summary>
    private static bool StandsAmongDates(List<DigitGroup> groups, int at) =>
        (groups[at].Gap is Gap.Apart or Gap.Line || groups[at - 1].IsDate)
        && (at + 3 == groups.Count || groups[at + 3].Gap is Gap.Apart or Gap.Line || (at + 5 < groups.Count && IsDateAt(groups, at + 3)));

    private static bool IsDateAt(List<DigitGroup> groups, int at)
    {
        var inside = groups[at + 1].Gap;
        return inside is Gap.Mark or Gap.Dot
            && groups[at + 2].Gap == inside
            && groups[at].Gap != inside
            && (at + 3 == groups.Count || groups[at + 3].Gap != inside)
            && IsDate(groups[at].Digits, groups[at + 1].Digits, groups[at + 2].Digits);
    }

    private static bool IsDate(string one, string two, string three) =>
        (IsYear(one) && IsUpTo(two, 12) && IsUpTo(three, 31))
        || ((IsYear(three) || three.Length == 2) && ((IsUpTo(one, 31) && IsUpTo(two, 12)) || (IsUpTo(one, 12) && IsUpTo(two, 31))));

    private static bool IsYear(string digits) => digits.Length == 4 && digits[..2] is "19" or "20";

    private static bool IsUpTo(string digits, int most) =>
        digits.Length is 1 or 2 && int.Parse(digits, CultureInfo.InvariantCulture) is var value && value >= 1 && value <= most;
}
