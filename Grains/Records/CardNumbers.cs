using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Muster.Records;

/// <summary>
/// Finds payment card numbers: 13 to 19 digits (ISO/IEC 7812-1) that begin as a card network's do and pass the Luhn check, in one
/// text or spread over a citizen's consecutive messages. Digits of any script count; groups may be parted by up to two spaces,
/// dashes, dots or slashes.
/// </summary>
public static class CardNumbers
{
    /// <summary>What stands where a number stood.</summary>
    public const string Mask = "[card number removed]";

    private const int Shortest = 13;
    private const int Longest = 19;
    private const int MostBetween = 2;

    /// <summary>The text without whole card numbers.</summary>
    public static string Clean(string text)
    {
        if (!MayHoldOne(text))
            return text;

        var groups = GroupsOf(text);
        var cleaned = new StringBuilder();
        var kept = 0;
        for (var first = 0; first < groups.Count;)
        {
            var last = LastOfCard(groups, first);
            if (last < 0)
            {
                first++;
                continue;
            }

            cleaned.Append(text, kept, groups[first].Start - kept).Append(Mask);
            kept = groups[last].End;
            first = last + 1;
        }

        return kept == 0 ? text : cleaned.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Whether <paramref name="text"/> completes a number that earlier messages began; then what of it remains, and which to bury.</summary>
    /// <param name="open">What earlier messages ended with, oldest first.</param>
    /// <param name="text">The new message, already cleaned of whole numbers.</param>
    public static (string Text, ImmutableArray<int> Bury) CleanAcross(ImmutableArray<DigitRun> open, string text)
    {
        if (open.IsEmpty)
            return (text, []);

        var groups = GroupsOf(text);
        if (groups.Count == 0 || !IsParting(text.AsSpan(0, groups[0].Start)))
            return (text, []);

        var joined = 1 + groups.Skip(1).TakeWhile(group => group.Joined).Count();
        for (var taken = joined; taken > 0; taken--)
        {
            var head = string.Concat(groups.Take(taken).Select(group => group.Digits));
            for (var first = 0; first < open.Length; first++)
            {
                var later = string.Concat(open.Skip(first + 1).Select(run => run.Digits)).Replace(" ", "", StringComparison.Ordinal);
                if (open[first].Endings().Any(ending => IsCard(ending + later + head)))
                    return (Mask + text[groups[taken - 1].End..], [.. open.Skip(first).Select(run => run.Seq)]);
            }
        }

        return (text, []);
    }

    /// <summary>The open digits after one more message of the citizen's.</summary>
    public static ImmutableArray<DigitRun> Carry(ImmutableArray<DigitRun> open, int seq, string text)
    {
        var groups = GroupsOf(text);
        if (groups.Count == 0 || !IsParting(text.AsSpan(groups[^1].End)))
            return [];

        var first = groups.Count - 1;
        while (first > 0 && groups[first].Joined)
            first--;

        // Of a longer run only the last digits can be the beginning of a number that ends in the next message.
        while (first < groups.Count && groups.Skip(first).Sum(group => group.Digits.Length) >= Longest)
            first++;
        if (first == groups.Count)
            return [];

        var run = new DigitRun(seq, string.Join(' ', groups.Skip(first).Select(group => group.Digits)));
        var digitsAlone = first == 0 && IsParting(text.AsSpan(0, groups[0].Start));
        var carried = digitsAlone ? open.Add(run) : [run];
        while (carried.Sum(part => part.Count) >= Longest)
            carried = carried.RemoveAt(0);
        return carried;
    }

    /// <summary>A message without the digits it ends with: the tombstone of the part that came first. Repeating it changes nothing.</summary>
    public static string WithoutTail(string text)
    {
        var groups = GroupsOf(text);
        if (groups.Count == 0 || !IsParting(text.AsSpan(groups[^1].End)))
            return text;

        var first = groups.Count - 1;
        while (first > 0 && groups[first].Joined)
            first--;
        return text[..groups[first].Start] + Mask + text[groups[^1].End..];
    }

    private static bool MayHoldOne(string text)
    {
        var digits = 0;
        foreach (var unit in text)
        {
            if (char.IsDigit(unit) || char.IsSurrogate(unit))
                digits++;
        }

        return digits >= Shortest;
    }

    private static int LastOfCard(List<Group> groups, int first)
    {
        var digits = "";
        var found = -1;
        for (var last = first; last < groups.Count && (last == first || groups[last].Joined); last++)
        {
            digits += groups[last].Digits;
            if (digits.Length > Longest)
                break;
            if (IsCard(digits))
                found = last;
        }

        return found;
    }

    private static bool IsCard(string digits) =>
        digits.Length is >= Shortest and <= Longest && BeginsAsCard(digits) && PassesLuhn(digits);

    /// <summary>
    /// The ranges card networks have: Mir, Mastercard, American Express, Diners Club, JCB, Visa, Maestro, Discover, UnionPay. Two dates side
    /// by side (2025-01-12 2025-01-19) are in none of them.
    /// </summary>
    private static bool BeginsAsCard(string digits) => digits[0] switch
    {
        '2' => int.Parse(digits.AsSpan(0, 4), CultureInfo.InvariantCulture) is (>= 2200 and <= 2204) or (>= 2221 and <= 2720),
        '3' => digits[1] is '0' or (>= '4' and <= '9'),
        '4' => true,
        '5' => digits[1] <= '8',
        '6' => true,
        _ => false,
    };

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[^(place + 1)] - '0';
            sum += place % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }

    private static List<Group> GroupsOf(string text)
    {
        var groups = new List<Group>();
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
            {
                at++;
                continue;
            }

            var joined = groups.Count > 0 && start - groups[^1].End <= MostBetween && IsParting(text.AsSpan(groups[^1].End, start - groups[^1].End));
            groups.Add(new Group(start, at, digits.ToString(), joined));
        }

        return groups;
    }

    private static (int Value, int Width) DigitAt(string text, int at)
    {
        if (char.IsAscii(text[at]))
            return (char.IsAsciiDigit(text[at]) ? text[at] - '0' : -1, 1);

        var width = char.IsSurrogatePair(text, at) ? 2 : 1;
        return (CharUnicodeInfo.GetDecimalDigitValue(text, at), width);
    }

    private static bool IsParting(ReadOnlySpan<char> between)
    {
        foreach (var unit in between)
        {
            var parts = char.IsWhiteSpace(unit)
                || char.GetUnicodeCategory(unit) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format
                || unit is '.' or '/' or '_' or '\u2212';
            if (!parts)
                return false;
        }

        return true;
    }

    private readonly record struct Group(int Start, int End, string Digits, bool Joined);
}
