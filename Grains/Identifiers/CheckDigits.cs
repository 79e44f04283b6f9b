using Muster.Agencies;

namespace Muster.Identifiers;

/// <summary>How a number proves itself.</summary>
internal static class CheckDigits
{
    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    public static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[^(place + 1)] - '0';
            sum += place % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }

    /// <param name="values">The worth of each place.</param>
    /// <param name="check">The rule.</param>
    /// <param name="weights">One for each place, where the rule weighs.</param>
    public static bool Pass(IReadOnlyList<int> values, CheckDigit check, IReadOnlyList<int> weights) => check switch
    {
        CheckDigit.None => true,
        CheckDigit.Luhn => PassesLuhn(string.Concat(values)),
        CheckDigit.WeightedMod10 => Sum(values, weights) % 10 == 0,
        CheckDigit.WeightedMod11 => Sum(values, weights) % 11 == 0,
        CheckDigit.Mod97 => Remainder97(values) == 1,
        _ => false,
    };

    /// <summary>The digits times their weights, added up.</summary>
    public static int Weighed(string digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < weights.Length; place++)
            sum += weights[place] * (digits[place] - '0');
        return sum;
    }

    private static int Sum(IReadOnlyList<int> values, IReadOnlyList<int> weights) => values.Zip(weights, (value, weight) => value * weight).Sum();

    /// <summary>ISO/IEC 7064, MOD 97-10; a letter counts as its two digits.</summary>
    private static int Remainder97(IReadOnlyList<int> values) =>
        values.Aggregate(0, (rest, value) => ((rest * (value < 10 ? 10 : 100)) + value) % 97);
}
