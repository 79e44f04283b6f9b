namespace Muster.Identifiers;

/// <summary>
/// Australian Medicare card numbers: eight digits of which the first is 2 to 6, their check digit, the card's issue number, and often the place
/// of the person on the card. Printed as <c>2123 45670 1</c>, a layout that says what it is.
/// </summary>
internal static class MedicareNumbers
{
    private static readonly int[] Weights = [1, 3, 7, 9, 1, 3, 7, 9];

    /// <summary>As on the card: needs no word that announces it.</summary>
    public static readonly int[][] Layouts = [[4, 5, 1], [4, 5, 1, 1], [4, 5, 2]];

    public static bool IsOne(string digits) =>
        digits.Length is 10 or 11
        && digits[0] is >= '2' and <= '6'
        && digits[9] != '0'
        && CheckDigits.Weighed(digits, Weights) % 10 == digits[8] - '0';
}
