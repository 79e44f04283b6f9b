using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Muster.Agencies;

namespace Muster.Identifiers;

/// <summary>
/// Takes identifiers out of a text and leaves a token in their place (N5, S91): payment cards, Medicare card numbers, tax file numbers, National
/// Insurance numbers, and what an agency names in its settings. What is found, and what is not, is told in <c>docs/privacy.md</c>.
/// </summary>
public sealed class Redactor(ImmutableArray<IdentifierSettings> own)
{
    public const string Card = "card number";
    public const string TaxFile = "tax file number";
    public const string Medicare = "Medicare number";

    /// <summary>What every agency has.</summary>
    public static readonly Redactor OfEveryAgency = new([]);

    private readonly ImmutableArray<IdentifierSettings> _patterned = own.IsDefault ? [PatternedNumbers.NationalInsurance] : own.Add(PatternedNumbers.NationalInsurance);

    /// <summary>A text with fewer digits holds no identifier.</summary>
    private readonly int _fewestDigits = (own.IsDefault ? [] : own).Select(kind => kind.Pattern.Count(place => place == '9')).Append(6).Min();

    /// <summary>What stands where an identifier stood.</summary>
    public static string Token(string name) => $"[{name} removed]";

    /// <summary>What the text speaks of: the number itself may come in the next message.</summary>
    public static Announced Speaks(string text) => Announcements.In(Announcements.Plain(text));

    /// <param name="text">What somebody wrote.</param>
    /// <param name="about">What it is an answer to.</param>
    /// <param name="earlier">What was spoken of before.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Clean(string? text, string? about = null, Announced earlier = Announced.None)
    {
        if (text is null || DigitGroups.AtMost(text) < _fewestDigits)
            return text;

        var found = new List<(int Start, int End, string Name)>();
        var plain = Announcements.Plain(text);
        if (about is not null)
            earlier |= Speaks(about);
        FindNumbers(DigitGroups.Of(text), plain, earlier, found);
        FindPatterned(text, plain, about, found);
        return found.Count == 0 ? text : Clean(Without(text, found), about, earlier); // what stood beside it may now stand alone
    }

    /// <summary>The name of the identifier that these digits are; null where they are none. Nothing near them says what they are.</summary>
    internal string? NameOf(string digits, Announced earlier) =>
        CardNumbers.IsOne(digits) ? Card
        : earlier.HasFlag(Announced.MedicareNumber) && MedicareNumbers.IsOne(digits) ? Medicare
        : earlier.HasFlag(Announced.TaxFileNumber) && TaxFileNumbers.IsOne(digits) ? TaxFile
        : _patterned.FirstOrDefault(kind => PatternedNumbers.IsOne(digits, kind))?.Name;

    private static void FindNumbers(List<DigitGroup> groups, string plain, Announced earlier, List<(int Start, int End, string Name)> found)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            var (last, name) = CardNumbers.LastOf(groups, first) is var card && card >= 0 ? (card, Card)
                : LastOf(groups, first, MedicareNumbers.IsOne, MedicareNumbers.Layouts, Named(Announced.MedicareNumber), layoutIsEnough: true) is var medicare && medicare >= 0 ? (medicare, Medicare)
                : LastOf(groups, first, TaxFileNumbers.IsOne, TaxFileNumbers.Layouts, Named(Announced.TaxFileNumber), layoutIsEnough: false) is var tax && tax >= 0 ? (tax, TaxFile)
                : (-1, "");
            if (last < 0)
                continue;

            found.Add((groups[first].Start, groups[last].End, name));
            first = last;
        }

        Func<int, int, bool> Named(Announced what) => (start, end) => Announcements.Name(plain, start, end, what, earlier);
    }

    /// <summary>The last group of a number that begins with group <paramref name="first"/>; -1 where none does.</summary>
    private static int LastOf(List<DigitGroup> groups, int first, Func<string, bool> isOne, int[][] layouts, Func<int, int, bool> isNamed, bool layoutIsEnough)
    {
        var digits = "";
        var found = -1;
        for (var last = first; last < groups.Count && !groups[last].IsDate && (last == first || groups[last].Gap != Gap.Apart) && digits.Length < 11; last++)
        {
            digits += groups[last].Digits;
            if (!isOne(digits))
                continue;

            var isLaidOut = layouts.Any(layout => IsLaidOut(groups, first, last, layout));
            var isWrittenAsOne = isLaidOut || first == last || IsWholeRow(groups, first, last);
            if ((isLaidOut && layoutIsEnough) || (isWrittenAsOne && isNamed(groups[first].Start, groups[last].End)))
                found = last;
        }

        return found;
    }

    private static bool IsLaidOut(List<DigitGroup> groups, int first, int last, int[] layout) =>
        last - first + 1 == layout.Length && layout.Index().All(part => groups[first + part.Index].Length == part.Item);

    /// <summary>No other digits join these in their line.</summary>
    private static bool IsWholeRow(List<DigitGroup> groups, int first, int last) =>
        Enumerable.Range(first + 1, last - first).All(at => groups[at].Gap != Gap.Line)
        && (first == 0 || groups[first].Gap is Gap.Apart or Gap.Line || groups[first - 1].IsDate)
        && (last + 1 == groups.Count || groups[last + 1].Gap is Gap.Apart or Gap.Line || groups[last + 1].IsDate);

    private void FindPatterned(string text, string plain, string? about, List<(int Start, int End, string Name)> found)
    {
        var signs = Sign.Of(text);
        foreach (var kind in _patterned)
        {
            foreach (var (start, end) in PatternedNumbers.In(signs, plain, about, kind))
            {
                if (!found.Any(one => start < one.End && one.Start < end))
                    found.Add((start, end, kind.Name));
            }
        }
    }

    private static string Without(string text, List<(int Start, int End, string Name)> found)
    {
        var cleaned = new StringBuilder();
        var kept = 0;
        foreach (var (start, end, name) in found.OrderBy(one => one.Start))
        {
            cleaned.Append(text, kept, start - kept).Append(Token(name));
            kept = end;
        }

        return cleaned.Append(text, kept, text.Length - kept).ToString();
    }
}
