using System.Collections.Immutable;
using static Muster.Agencies.AgencySettingsLimits;

namespace Muster.Agencies;

/// <summary>What an agency's own identifiers must keep to: what is found too easily would take ordinary numbers away.</summary>
internal static class IdentifierRules
{
    private const int ShortestPattern = 6;
    private const int FewestDigits = 4;
    private const int LongestName = 40;
    private const int MostKeywords = 10;
    private const int ShortestKeyword = 2;
    private const int HeaviestWeight = 100;

    public static void Check(SettingsCheck check, ImmutableArray<IdentifierSettings> identifiers)
    {
        check.Count("identifiers", identifiers.Length, 0, MostIdentifiers);
        check.Distinct("identifiers", identifiers.Select(one => one.Name));
        foreach (var (index, one) in identifiers.Index())
            Check(check, $"identifiers[{index}]", one);
    }

    private static void Check(SettingsCheck check, string field, IdentifierSettings one)
    {
        var isPattern = one.Pattern.Length is >= ShortestPattern and <= LongestId && one.Pattern.All(place => place is '9' or 'A' or '*' or 'X');
        check.That(one.Name.Length is >= 1 and <= LongestName && one.Name.Trim() == one.Name && one.Name.All(unit => char.IsAsciiLetter(unit) || unit == ' '),
            $"{field}.name", $"'{one.Name}' is not 1 to {LongestName} letters and spaces");
        check.That(isPattern, $"{field}.pattern", $"'{one.Pattern}' is not {ShortestPattern} to {LongestId} of 9 A * X");
        check.That(one.Pattern.Count(place => place == '9') >= FewestDigits, $"{field}.pattern", $"has fewer than {FewestDigits} of 9");
        check.That(Enum.IsDefined(one.Check), $"{field}.check", "is none of none, luhn, weightedMod10, weightedMod11, mod97");
        check.That(one.Weights.Length == (one.Check is CheckDigit.WeightedMod10 or CheckDigit.WeightedMod11 ? one.Pattern.Length : 0),
            $"{field}.weights", "is not one weight for each sign of the pattern of a weighted check, and none for another");
        check.That(one.Weights.All(weight => Math.Abs(weight) <= HeaviestWeight), $"{field}.weights", $"has one that is not -{HeaviestWeight} to {HeaviestWeight}");
        check.Words($"{field}.keywords", one.Keywords, 0, MostKeywords);
        check.That(one.Keywords.All(word => word.Trim().Length >= ShortestKeyword), $"{field}.keywords", $"has one that is shorter than {ShortestKeyword} letters");
        check.That(one.Check != CheckDigit.None || !one.Keywords.IsEmpty || one.Pattern.Contains('A'),
            $"{field}.keywords", "is empty, and neither a check digit nor a letter tells it from any other number");
    }
}
