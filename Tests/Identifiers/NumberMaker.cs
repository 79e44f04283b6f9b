namespace Muster.Tests.Identifiers;

/// <summary>Makes valid numbers of each kind from the issuers' own descriptions. Shares no code with what finds them.</summary>
internal sealed class NumberMaker(Random random)
{
    private static readonly (string Begins, int Length)[] Cards =
    [
        ("4", 16), ("4", 16), ("4", 16), ("4", 13), ("4", 19), ("51", 16), ("52", 16), ("53", 16), ("54", 16), ("55", 16), ("2221", 16), ("2500", 16), ("2720", 16),
        ("34", 15), ("37", 15), ("300", 14), ("305", 14), ("36", 14), ("38", 14), ("39", 14), ("3528", 16), ("3589", 16), ("6011", 16), ("644", 16), ("65", 16), ("65", 19),
        ("62", 16), ("62", 17), ("62", 18), ("62", 19), ("2200", 16), ("2204", 19), ("5018", 16), ("6304", 18), ("6759", 13), ("6759", 16), ("6763", 19), ("5602", 16),
    ];

    public string Card()
    {
        var (begins, length) = Cards[random.Next(Cards.Length)];
        var body = begins + Digits(length - begins.Length - 1);
        return body + Enumerable.Range(0, 10).Single(last => IsLuhn(body + last));
    }

    /// <summary>A card number with one digit changed: the check digit finds every such mistake.</summary>
    public string NotACard() => Changed(Card());

    public string TaxFileNumber()
    {
        int[] weights = [1, 4, 3, 7, 5, 8, 6, 9, 10];
        while (true)
        {
            var body = Digits(8);
            var sum = body.Select((digit, at) => weights[at] * (digit - '0')).Sum();
            for (var last = 0; last < 10; last++)
            {
                if ((sum + (last * weights[8])) % 11 == 0)
                    return body + last;
            }
        }
    }

    public string NotATaxFileNumber() => Changed(TaxFileNumber());

    public string MedicareNumber(bool withPerson)
    {
        int[] weights = [1, 3, 7, 9, 1, 3, 7, 9];
        var body = random.Next(2, 7) + Digits(7);
        var check = body.Select((digit, at) => weights[at] * (digit - '0')).Sum() % 10;
        return body + check + random.Next(1, 10) + (withPerson ? random.Next(1, 10) : "");
    }

    public string NotAMedicareNumber()
    {
        var number = MedicareNumber(withPerson: false).ToCharArray();
        number[8] = (char)('0' + ((number[8] - '0' + random.Next(1, 10)) % 10));
        return new string(number);
    }

    /// <summary>A membership number of an agency's own: two letters, seven digits of which the last makes the sum, weighted 7 to 1, divide by 11.</summary>
    public string MembershipNumber()
    {
        while (true)
        {
            var body = Digits(6);
            var sum = body.Select((digit, at) => (7 - at) * (digit - '0')).Sum();
            var last = (11 - (sum % 11)) % 11;
            if (last < 10)
                return $"MB{body}{last}";
        }
    }

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private string Changed(string number)
    {
        var at = random.Next(number.Length);
        var digit = (number[at] - '0' + random.Next(1, 10)) % 10;
        return $"{number[..at]}{digit}{number[(at + 1)..]}";
    }

    private static bool IsLuhn(string digits)
    {
        var (sum, doubles) = (0, digits.Length % 2 == 0);
        foreach (var digit in digits)
        {
            var value = (digit - '0') * (doubles ? 2 : 1);
            sum += (value / 10) + (value % 10);
            doubles = !doubles;
        }

        return sum % 10 == 0;
    }
}
