namespace Muster.Identifiers;

/// <summary>Digits of a text that stand side by side.</summary>
/// <param name="Start">Where they begin, in UTF-16 units.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="Digits">Their values, as ASCII.</param>
/// <param name="Gap">What parts them from the group before.</param>
/// <param name="IsDate">They are a part of a date, and of no identifier.</param>
/// <param name="IsDialled">A plus stands before them: a phone number begins.</param>
internal readonly record struct DigitGroup(int Start, int End, string Digits, Gap Gap, bool IsDate = false, bool IsDialled = false)
{
    public int Length => Digits.Length;
}

/// <summary>What parts two groups of digits.</summary>
internal enum Gap
{
    /// <summary>Other words, a blank line, or too much: the groups have nothing to do with each other.</summary>
    Apart,

    /// <summary>Spaces, dashes, slashes or signs that are not seen.</summary>
    Space,

    /// <summary>Dashes or slashes alone, as in dates.</summary>
    Mark,

    /// <summary>One full stop, as in dates and decimals.</summary>
    Dot,

    /// <summary>One line's end.</summary>
    Line,
}
