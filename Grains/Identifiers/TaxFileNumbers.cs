namespace Muster.Identifiers;

/// <summary>Australian tax file numbers: nine digits, or eight in old ones, whose weighted sum divides by 11.</summary>
internal static class TaxFileNumbers
{
    public const int Shortest = 8;

    private static readonly int[] Weights = [1, 4, 3, 7, 5, 8, 6, 9, 10];
    private static readonly int[] OldWeights = [10, 7, 8, 4, 6, 3, 5, 1];

    /// <summary>The layouts that are one within a longer row of digits.</summary>
    public static readonly int[][] Layouts = [[3, 3, 3], [3, 3, 2], [2, 3, 3]];

    public static bool IsOne(string digits) => digits.Length switch
    {
        9 => CheckDigits.Weighed(digits, Weights) % 11 == 0,
        8 => CheckDigits.Weighed(digits, OldWeights) % 11 == 0,
        _ => false,
    };
}
