using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Muster.Agencies;

/// <summary>Names of people, compared as people would.</summary>
public static class PersonName
{
    /// <summary>A family name this long is recognised inside other letters too; a shorter one would be found in innocent names.</summary>
    private const int TellingInside = 4;

    /// <summary>Whether it is a line of visible letters: nothing that controls, hides or turns text round.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same for names that nobody tells apart: without case, accents, width and doubled spaces.</summary>
    /// <param name="name">A plain one.</param>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsWhiteSpace(letter))
                key.Append(char.ToUpperInvariant(letter));
            else if (key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
        }

        return key.ToString().TrimEnd();
    }

    public static bool AreAlike(string one, string other) => KeyOf(one) == KeyOf(other);

    /// <summary>
    /// Whether a name for citizens tells a family name or how somebody signs in (S43): staff give "their first name", "initials or
    /// alternative names", and never their full one. First names come first.
    /// </summary>
    public static bool TellsTooMuch(string alias, string userName, string email, ImmutableArray<string> persons)
    {
        var words = WordsOf(alias);
        var letters = string.Concat(words);
        return words.Contains(KeyOf(userName))
            || words.Contains(KeyOf(email.Split('@')[0]))
            || persons.SelectMany(person => WordsOf(person).Skip(1)).Any(family =>
                family.Length > 1 && (words.Contains(family) || (family.Length >= TellingInside && letters.Contains(family, StringComparison.Ordinal))));
    }

    private static string[] WordsOf(string name) => KeyOf(name).Split(' ', '-', '\'', '’', '.');
}
