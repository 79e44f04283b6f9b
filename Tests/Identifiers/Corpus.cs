using System.Globalization;

namespace Muster.Tests.Identifiers;

/// <summary>What citizens write, with identifiers in it and with what only looks like them. The same seed writes the same.</summary>
internal sealed class Corpus(int seed)
{
    private static readonly string[] Spaces = [" ", " ", " ", "-", "-", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b", "\u2011", "\u2013", "\u2014", "\u2212", "\u00ad", ".", "/", "_", "  ", " - ", "\u2060", "\ufeff"];
    private static readonly int[] Zeros = ['0', '0', '0', '0', '0', '0', 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10, 0x1d7ce, 0x104a0];

    private static readonly string[] CardSentences =
    [
        "{0}", "My card is {0}, thanks.", "Please charge {0} exp 04/29 cvv 123", "{0} 04/29 123", "card:{0}", "It was paid with {0} on 14/03/2026 for $84.20.",
        "I rang 13 14 50 about {0} twice", "Visa ending? the whole number is {0}", "({0})", "a{0}b", "my old card {0}\nmy phone 0412 345 678", "On 2026-11-22 I used {0}.",
        "Name: Kim, 12 Smith St, Ipswich 4305\nCard: {0}\nExpires: 04/29", "https://pay.example.org/?pan={0}&x=1", "\"{0}\"", "卡号是{0}，谢谢", "رقم البطاقة {0} شكرا", "1) {0}", "unit 4, {0}",
    ];

    private static readonly string[] TaxSentences =
    [
        "My TFN is {0}", "TFN: {0}", "tfn {0} please", "my tax file number is {0}.", "Tax File Number\n{0}", "TFN{0}", "T.F.N. {0}", "{0} is my TFN", "{0} (TFN)", "The tax file number on the letter that came last week is {0}",
        "I rang 13 28 61 on 14/03/2026; my TFN, as you asked: {0}", "ＴＦＮ {0}", "tax-file number: {0}", "Dob 14/03/1980, TFN {0}, phone 0412 345 678", "tax file no. {0}",
    ];

    private static readonly string[] MedicareSentences =
    [
        "My Medicare number is {0}", "medicare {0}", "Medicare card: {0}, valid to 04/2029", "MEDICARE {0}", "{0} is the Medicare number", "{0} (Medicare)", "The number on my medicare card, the green one, is {0}",
        "Kim Lee, born 14/03/1980, Medicare: {0}", "medicare\n{0}", "it's {0} on my Medicare card",
    ];

    private static readonly string[] MemberSentences = ["I am member {0}", "membership {0}.", "{0}", "My number: {0}, since 14/03/2020", "({0})", "is it {0} or not"];

    private static readonly string[] Plain =
    [
        "{0}", "My number is {0}", "Please see {0}, thanks", "It is about {0}.", "Re {0} - any news?", "I was told {0} by the last agent", "{0} and nothing else", "Could you check {0} for me?",
    ];

    private readonly Random _random = new(seed);
    private readonly NumberMaker _numbers = new(new Random(seed * 31));

    /// <summary>The kinds of identifiers, each with a sentence around one and the digits that may not be left.</summary>
    public IEnumerable<(string Kind, string Text, string Number)> Identifiers()
    {
        while (true)
        {
            yield return Said("payment card", CardSentences, _numbers.Card(), CardLayout);
            yield return Said("tax file number", TaxSentences, _numbers.TaxFileNumber(), number => [3, 3, 3]);
            yield return Said("Medicare number", MedicareSentences, _numbers.MedicareNumber(withPerson: _random.Next(2) == 0), number => number.Length == 10 ? [4, 5, 1] : [4, 5, 1, 1]);
            yield return Said("agency's own", MemberSentences, _numbers.MembershipNumber(), number => [2, 7]);
        }
    }

    /// <summary>A conversation's two messages: somebody speaks of the number, and it comes alone.</summary>
    public (string Kind, string Asks, string Text, string Number) Asked()
    {
        var isTax = _random.Next(2) == 0;
        var number = isTax ? _numbers.TaxFileNumber() : _numbers.MedicareNumber(withPerson: false);
        return (isTax ? "tax file number, asked for" : "Medicare number, asked for",
            isTax ? Of("What is your TFN?", "Could you give me your tax file number, please?") : Of("Your Medicare number, please", "and the number of the Medicare card?"),
            string.Format(CultureInfo.InvariantCulture, Of("{0}", "sure, {0}", "it's {0}", "{0} I think"), Written(number, isTax ? [3, 3, 3] : [4, 5, 1])),
            number);
    }

    /// <summary>What only looks like an identifier.</summary>
    public IEnumerable<(string Kind, string Text)> LookAlikes()
    {
        while (true)
        {
            yield return ("phone number", Sentence(Phone()));
            yield return ("phone numbers", $"{Phone()}{Of(" or ", ", ", " / ", "; ", "\n", " and ")}{Phone()}");
            yield return ("address", Sentence(Address()));
            yield return ("place on a map", Sentence(Place()));
            yield return ("date or time", Sentence(When()));
            yield return ("dates in a row", string.Join(Of(" ", ", ", "\n", " - ", " to "), Enumerable.Range(0, _random.Next(2, 6)).Select(_ => Date())));
            yield return ("prices", string.Join(Of(" ", ", ", "\n", " + "), Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Price())));
            yield return ("short numbers on lines", string.Join('\n', Enumerable.Range(0, _random.Next(2, 15)).Select(_ => Digits(_random.Next(1, 4)))));
            yield return ("short numbers in a row", string.Join(Of(", ", "; ", " and ", " x "), Enumerable.Range(0, _random.Next(2, 15)).Select(_ => Digits(_random.Next(1, 5)))));
            yield return ("reference number", Sentence(Reference()));
            yield return ("number of nine digits", Sentence(Layout(Digits(9), Of<int[]>([9], [3, 3, 3]))));
            yield return ("business number", Sentence(Of("ABN ", "") + Layout(BusinessNumber(), Of<int[]>([11], [2, 3, 3, 3]))));
            yield return ("company number", Sentence("ACN " + Layout(Digits(9), [3, 3, 3])));
            yield return ("bank account", Sentence($"BSB {Digits(3)}-{Digits(3)} account {Digits(_random.Next(6, 10))}"));
            yield return ("card with a wrong digit", string.Format(CultureInfo.InvariantCulture, Of(CardSentences), Layout(NotACard(), null)));
            yield return ("tax file number with a wrong digit", string.Format(CultureInfo.InvariantCulture, Of(TaxSentences), Layout(_numbers.NotATaxFileNumber(), Of<int[]>([9], [3, 3, 3]))));
            yield return ("Medicare number with a wrong digit", string.Format(CultureInfo.InvariantCulture, Of(MedicareSentences), Layout(_numbers.NotAMedicareNumber(), Of<int[]>([10], [4, 5, 1]))));
            yield return ("numbers beside a name", $"About my {Of("TFN", "tax file number", "Medicare card")}: {Of("reference", "ref", "claim", "please call", "invoice", "receipt", "order")} {Of(Digits(9), Digits(10), Layout(Digits(9), [3, 3, 3]), Phone())}");
        }
    }

    private (string Kind, string Text, string Number) Said(string kind, string[] sentences, string number, Func<string, int[]> layout) =>
        (kind, string.Format(CultureInfo.InvariantCulture, Of(sentences), Written(number, layout(number))), number);

    /// <summary>In one piece, as it is printed, or with something between any two digits; in any script, with any signs.</summary>
    private string Written(string number, int[] layout)
    {
        var zero = Of(Zeros);
        var script = _random.Next(10) == 0 ? "\ufe0f\u20e3" : "";
        var (one, isMixed) = (Of(Spaces), _random.Next(4) == 0);
        var parts = _random.Next(8) switch
        {
            < 3 => [number],
            < 7 => Parts(number, layout),
            _ => [.. number.Select(digit => digit.ToString())],
        };
        return string.Join('|', parts).Select(unit =>
            unit == '|' ? isMixed ? Of(Spaces) : one
            : char.IsAsciiDigit(unit) ? char.ConvertFromUtf32(zero + unit - '0') + (zero == '0' ? script : "")
            : unit.ToString()).Aggregate("", string.Concat);
    }

    private static int[] CardLayout(string number) => number.Length switch
    {
        15 => [4, 6, 5],
        14 => [4, 6, 4],
        13 => [4, 4, 4, 1],
        var length => [.. Enumerable.Repeat(4, length / 4), .. Enumerable.Repeat(length % 4, length % 4 == 0 ? 0 : 1)],
    };

    private string NotACard()
    {
        while (true)
        {
            var number = _numbers.NotACard();
            if (number.Length is 16 or 15 && number[0] is '4' or '5' or '3')
                return number;
        }
    }

    private string Layout(string number, int[]? layout) =>
        string.Join(Of(" ", "-"), layout is null ? Parts(number, Of<int[]>([number.Length], CardLayout(number))) : Parts(number, layout));

    private static string[] Parts(string number, int[] layout)
    {
        var parts = new List<string>();
        foreach (var length in layout)
        {
            parts.Add(number[..length]);
            number = number[length..];
        }

        return [.. parts];
    }

    private string Phone() => Of(
        $"04{Digits(2)} {Digits(3)} {Digits(3)}", $"04{Digits(8)}", $"+61 4{Digits(2)} {Digits(3)} {Digits(3)}", $"+614{Digits(8)}", $"(0{Of("2", "3", "7", "8")}) {Digits(4)} {Digits(4)}",
        $"0{Of("2", "3", "7", "8")} {Digits(4)} {Digits(4)}", $"13 {Digits(2)} {Digits(2)}", $"1300 {Digits(3)} {Digits(3)}", $"1800 {Digits(3)} {Digits(3)}", $"1800{Digits(6)}", $"{Digits(4)} {Digits(4)}",
        $"+44 20 {Digits(4)} {Digits(4)}", $"+1 {Digits(3)}-{Digits(3)}-{Digits(4)}", $"+64 21 {Digits(3)} {Digits(4)}", $"+86 138 {Digits(4)} {Digits(4)}", $"0011 44 20 {Digits(4)} {Digits(4)}",
        $"+61.4{Digits(2)}.{Digits(3)}.{Digits(3)}", $"04{Digits(2)}-{Digits(3)}-{Digits(3)}");

    private string Address() =>
        $"{Of("", $"Unit {_random.Next(1, 99)}, ", $"{_random.Next(1, 99)}/", $"Level {_random.Next(1, 40)} ")}{_random.Next(1, 999)}{Of("", "A", $"-{_random.Next(1, 999)}")} {Of("Smith St", "Queen Street", "Highway 1", "Old Coach Rd")}, {Of("Brisbane QLD", "Ipswich Qld", "Sydney NSW", "Lot 7")} {_random.Next(2000, 8000)}{Of("", $"\nPO Box {_random.Next(1, 99999)}", " Australia")}";

    private string Place()
    {
        var (places, join) = (_random.Next(3, 8), Of(", ", " ", "; ", " / "));
        return $"{Of("-", "", "\u2212")}{_random.Next(10, 90)}.{Digits(places)}{join}{Of("", "-")}{_random.Next(0, 181)}.{Digits(places)}";
    }

    private string Date()
    {
        var (day, month, year) = (_random.Next(1, 29), _random.Next(1, 13), _random.Next(1930, 2040));
        return Of($"{day}/{month}/{year}", $"{day:00}/{month:00}/{year}", $"{year}-{month:00}-{day:00}", $"{day:00}.{month:00}.{year}", $"{day:00}-{month:00}-{year}", $"{day}/{month}/{year % 100:00}", $"{day} March {year}");
    }

    private string When() => $"{Date()}{Of("", $" {_random.Next(0, 24):00}:{_random.Next(0, 60):00}", $" at {_random.Next(1, 12)}.{_random.Next(10, 60)} pm", $"T{_random.Next(0, 24):00}:{_random.Next(0, 60):00}:{_random.Next(0, 60):00}Z")}";

    private string Price() => $"{Of("$", "", "A$", "")}{_random.Next(1, 2000)}.{Digits(2)}";

    private string Reference() => Of(
        $"2026-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}-{Digits(6)}", $"INV-{Digits(8)}", $"ref {Digits(_random.Next(5, 13))}", $"{Digits(3)}-{Digits(7)}", $"case #{Digits(7)}", $"K7F-{_random.Next(10, 99)}Q-9XM", $"1Z{Digits(3)}AA{Digits(10)}",
        $"SR{Digits(10)}", $"tracking 00{Digits(18)}", $"CRN {Digits(3)} {Digits(3)} {Digits(3)}A", $"order {Digits(10)}", $"{Guid()}", $"IMEI 99{Digits(13)}", $"ISBN 978-{Digits(1)}-{Digits(3)}-{Digits(5)}-{Digits(1)}", $"9{Digits(12)}");

    private string Guid() => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256))]).ToString();

    private string BusinessNumber() => $"{_random.Next(10, 100)}{Digits(9)}";

    private string Sentence(string what) => string.Format(CultureInfo.InvariantCulture, Of(Plain), what);

    private string Digits(int count) => _numbers.Digits(count);

    private T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
