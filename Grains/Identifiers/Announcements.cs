using System.Text.RegularExpressions;

namespace Muster.Identifiers;

/// <summary>The words near a number that say what it is.</summary>
internal static partial class Announcements
{
    private const int PatienceMs = 1_000;

    /// <summary>So far before a number its name may stand.</summary>
    private const int Before = 100;

    /// <summary>So far behind.</summary>
    private const int After = 30;

    /// <summary>What <paramref name="plain"/> speaks of, wherever.</summary>
    public static Announced In(string plain) =>
        (TaxFileNumber().IsMatch(plain) ? Announced.TaxFileNumber : Announced.None)
        | (MedicareNumber().IsMatch(plain) ? Announced.MedicareNumber : Announced.None);

    /// <summary>Whether the number from <paramref name="start"/> to <paramref name="end"/> is called <paramref name="what"/>: nothing nearer calls it something else.</summary>
    /// <param name="plain">The text, as <see cref="Plain"/> gives it.</param>
    /// <param name="start">Its first unit.</param>
    /// <param name="end">Behind its last.</param>
    /// <param name="what">One of them.</param>
    /// <param name="earlier">What was spoken of before.</param>
    public static bool Name(string plain, int start, int end, Announced what, Announced earlier)
    {
        var before = plain[Math.Max(0, start - Before)..start];
        if (IsPartOfAWord(before, what))
            return false;

        var word = what == Announced.TaxFileNumber ? TaxFileNumber() : MedicareNumber();
        var other = Distance(OtherName(), before);
        var near = Math.Min(Distance(word, before), Follows(word, plain[end..Math.Min(plain.Length, end + After)]));
        return near < int.MaxValue ? near <= other : earlier.HasFlag(what) && other == int.MaxValue;
    }

    /// <summary>Whether one of an agency's own words stands near.</summary>
    public static bool Name(string plain, int start, int end, IEnumerable<string> words)
    {
        var around = plain[Math.Max(0, start - Before)..Math.Min(plain.Length, end + After)];
        return words.Any(word => around.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same text, unit for unit: every space is a plain one, wide letters are plain ones, and what was removed before is blank.</summary>
    public static string Plain(string text)
    {
        var plain = string.Create(text.Length, text, static (units, text) =>
        {
            for (var at = 0; at < units.Length; at++)
            {
                var unit = text[at];
                units[at] = unit is >= '\uff01' and <= '\uff5e' ? (char)(unit - 0xfee0)
                    : unit != '\n' && (char.IsWhiteSpace(unit) || DigitGroups.IsUnseen(unit)) ? ' '
                    : unit;
            }
        });
        return plain.Contains(" removed]", StringComparison.Ordinal) ? Removed().Replace(plain, found => new string(' ', found.Length)) : plain;
    }

    /// <summary><c>AB123456782</c> is some other number, <c>TFN123456782</c> is not.</summary>
    private static bool IsPartOfAWord(string before, Announced what) =>
        before.Length > 0
        && (before[^1] is '$' or '€' or '£' or '¥' or '+'
            || (char.IsLetter(before[^1]) && Distance(what == Announced.TaxFileNumber ? TaxFileNumber() : MedicareNumber(), before) != 0));

    private static int Distance(Regex word, string before)
    {
        var distance = int.MaxValue;
        for (var found = word.Match(before); found.Success; found = found.NextMatch())
            distance = before.Length - found.Index - found.Length;
        return distance;
    }

    /// <summary>A word behind the number that does not announce the next one.</summary>
    private static int Follows(Regex word, string after)
    {
        var found = word.Match(after);
        return found.Success && !Ends().IsMatch(after[..found.Index]) && !after[(found.Index + found.Length)..].Any(char.IsDigit) ? found.Index : int.MaxValue;
    }

    [GeneratedRegex(@"(?<![a-z])t\.?\s?f\.?\s?n(?![a-z])|tax\s*-?\s*(?:file|id\b|no\b|num)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex TaxFileNumber();

    [GeneratedRegex(@"medi\s?care", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex MedicareNumber();

    [GeneratedRegex(
        @"\b(?:ref(?:erence)?s?|orders?|invoices?|receipts?|case|claims?|tickets?|bookings?|application|phone|ph|tel|telephone|mob(?:ile)?|cell|fax|call|ring|abn|acn|arbn|account|acct|a/c|bsb|tracking|parcel|job|policy|licen[cs]e|passport|serial|batch|permit|crn|centrelink)\b|#",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex OtherName();

    [GeneratedRegex(@"[.;!?\n0-9]", RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\[[^\[\]]{1,60} removed\]", RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex Removed();
}
