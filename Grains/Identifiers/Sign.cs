using System.Globalization;

namespace Muster.Identifiers;

/// <summary>A letter or a digit of a text, as identifiers are made of them.</summary>
/// <param name="Value">0 to 9, A to Z; 0 for letters of other scripts, which are in no identifier.</param>
/// <param name="IsSmall">It is a small letter.</param>
/// <param name="Start">Where it stands, in UTF-16 units.</param>
/// <param name="End">Behind it.</param>
/// <param name="IsParted">Something stands between it and the one before.</param>
/// <param name="IsApart">And that cannot stand inside an identifier.</param>
internal readonly record struct Sign(char Value, bool IsSmall, int Start, int End, bool IsParted, bool IsApart)
{
    public bool IsDigit => char.IsAsciiDigit(Value);

    public static List<Sign> Of(string text)
    {
        var signs = new List<Sign>();
        var end = 0;
        for (var at = 0; at < text.Length;)
        {
            var width = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (ValueOf(text, at) is { } value)
            {
                var isApart = signs.Count == 0 || DigitGroups.GapOf(text.AsSpan(end, at - end)) is Gap.Apart or Gap.Line;
                signs.Add(new Sign(value, char.IsLower(text, at), at, at + width, isApart || at > end, isApart && at != end));
                end = at + width;
            }

            at += width;
        }

        return signs;
    }

    private static char? ValueOf(string text, int at)
    {
        var unit = text[at] is >= '\uff21' and <= '\uff5a' ? (char)(text[at] - 0xfee0) : text[at];
        return char.IsAsciiLetter(unit) ? char.ToUpperInvariant(unit)
            : CharUnicodeInfo.GetDecimalDigitValue(text, at) is var digit && digit >= 0 ? (char)('0' + digit)
            : char.IsLetter(text, at) ? '\0'
            : null;
    }
}
