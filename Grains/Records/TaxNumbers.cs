using System.Text.RegularExpressions;

namespace Muster.Records;

/// <summary>
/// Finds the numbers by which tax offices and health insurers know people (S91): United Kingdom National Insurance numbers by their form; Australian tax
/// file and Medicare numbers by their check digit and a word that announces them, because every eleventh reference would pass the check alone.
/// </summary>
public static partial class TaxNumbers
{
    /// <summary>What stands where a number stood.</summary>
    public const string Mask = "[tax number removed]";

    private static readonly int[] TaxFileWeights = [1, 4, 3, 7, 5, 8, 6, 9, 10];
    private static readonly int[] MedicareWeights = [1, 3, 7, 9, 1, 3, 7, 9];

    public static string Clean(string text)
    {
        if (text.Count(char.IsAsciiDigit) < 6)
            return text;

        var clean = NationalInsurance().Replace(text, Mask);
        clean = TaxFile().Replace(clean, found => Masked(found, IsTaxFileNumber));
        return Medicare().Replace(clean, found => Masked(found, IsMedicareNumber));
    }

    private static string Masked(Match found, Func<string, bool> isIt)
    {
        var number = found.Groups["number"];
        return isIt(string.Concat(number.Value.Where(char.IsAsciiDigit))) ? found.Value[..(number.Index - found.Index)] + Mask : found.Value;
    }

    private static bool IsTaxFileNumber(string digits) =>
        digits.Length == 9 && Weighed(digits, TaxFileWeights) % 11 == 0;

    private static bool IsMedicareNumber(string digits) =>
        digits.Length is 10 or 11 && digits[0] is >= '2' and <= '6' && Weighed(digits, MedicareWeights) % 10 == digits[8] - '0';

    private static int Weighed(string digits, int[] weights) => weights.Select((weight, place) => weight * (digits[place] - '0')).Sum();

    [GeneratedRegex(@"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D]\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NationalInsurance();

    [GeneratedRegex(@"\b(?:TFN|tax file)[^0-9]{0,40}(?<number>[0-9](?:[ .-]?[0-9]){8})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TaxFile();

    [GeneratedRegex(@"\bmedicare[^0-9]{0,40}(?<number>[0-9](?:[ ./-]?[0-9]){9,10})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Medicare();
}
