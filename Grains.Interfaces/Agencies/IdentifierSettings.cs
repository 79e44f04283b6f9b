using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>An identifier of an agency's own that nobody is to see: it is removed before what holds it is stored (S91).</summary>
/// <param name="Name">What stands in its place, as in <c>[membership number removed]</c>; 1 to 40 letters and spaces.</param>
/// <param name="Pattern">
/// 6 to 40 signs: <c>9</c> for a digit, <c>A</c> for a letter, <c>*</c> for either, <c>X</c> for a digit or an X that is worth ten. Spaces, dashes, dots and
/// slashes may stand between any two of them in what people write.
/// </param>
[GenerateSerializer, Immutable, Alias("muster.identifier-settings")]
public sealed record IdentifierSettings(string Name, string Pattern)
{
    /// <summary>How it proves itself.</summary>
    [Id(0)] public CheckDigit Check { get; init; }

    /// <summary>One for each sign of the pattern, -100 to 100, for the weighted checks; the check digit's own is among them.</summary>
    [Id(1)] public ImmutableArray<int> Weights { get; init; } = [];

    /// <summary>Words of which one must stand near it, up to ten; none for an identifier that is recognised by itself.</summary>
    [Id(2)] public ImmutableArray<string> Keywords { get; init; } = [];
}

/// <summary>How an identifier's digits are checked. Letters are worth 10 (A) to 35 (Z).</summary>
public enum CheckDigit
{
    /// <summary>Not at all: its pattern, or a word near it, must be enough.</summary>
    None,

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    Luhn,

    /// <summary>The digits times their weights, added up, divide by 10.</summary>
    WeightedMod10,

    /// <summary>The digits times their weights, added up, divide by 11.</summary>
    WeightedMod11,

    /// <summary>ISO/IEC 7064, MOD 97-10: the whole leaves 1 when divided by 97.</summary>
    Mod97,
}
