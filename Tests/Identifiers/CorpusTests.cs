using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Muster.Agencies;
using Muster.Identifiers;

namespace Muster.Tests.Identifiers;

/// <summary>
/// How much is found and how much is taken by mistake (N5, S91), over a corpus whose generator shares no code with what finds.
/// <c>MUSTER_CORPUS=200000 ./test Corpus</c> measures what docs/privacy.md says.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const double LeastFound = 0.999;
    private const double MostMistaken = 0.001;
    private const int Seed = 20_261_129;

    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("MUSTER_CORPUS") ?? "20000", CultureInfo.InvariantCulture);

    private static readonly Redactor Redactor = new(
        [new IdentifierSettings("membership number", "AA9999999") { Check = CheckDigit.WeightedMod11, Weights = [0, 0, 7, 6, 5, 4, 3, 2, 1] }]);

    [Fact]
    public void Identifiers_are_found_however_they_are_written()
    {
        var tally = new Tally();
        foreach (var (kind, text, number) in new Corpus(Seed).Identifiers().Take(Cases))
            tally.Add(kind, IsGone(Redactor.Clean(text), text, number), text);

        var asked = new Corpus(Seed + 1);
        for (var count = 0; count < Cases / 10; count++)
        {
            var (kind, asks, text, number) = asked.Asked();
            tally.Add(kind, IsGone(Redactor.Clean(text, earlier: Redactor.Speaks(asks)), text, number), text);
        }

        Tell("found", tally);
        Assert.All(tally.Shares, kind => Assert.True(kind.Share >= LeastFound, $"{kind}: {tally.Missed(kind.Kind)}"));
    }

    [Fact]
    public void What_looks_like_them_stays()
    {
        var tally = new Tally();
        foreach (var (kind, text) in new Corpus(Seed + 2).LookAlikes().Take(Cases))
            tally.Add(kind, Redactor.Clean(text) == text, text);

        Tell("left alone", tally);
        Assert.True(1 - tally.All <= MostMistaken, $"{tally.All:p3} left alone: {string.Join(" | ", tally.Shares.Select(kind => tally.Missed(kind.Kind)))}");
    }

    /// <summary>Its digits are not to be read any more, and a token says so.</summary>
    private static bool IsGone(string cleaned, string text, string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return cleaned != text && cleaned.Contains(" removed]", StringComparison.Ordinal) && !Digits(cleaned).Contains(digits, StringComparison.Ordinal);
    }

    private static string Digits(string text) => string.Concat(text.EnumerateRunes().Where(Rune.IsDigit).Select(rune => (int)Rune.GetNumericValue(rune)));

    private void Tell(string what, Tally tally)
    {
        output.WriteLine($"seed {Seed}, {Cases} cases: {tally.All:p4} {what}");
        foreach (var (kind, count, share) in tally.Shares)
            output.WriteLine($"{kind,-36} {count,8} {share:p4} {tally.Missed(kind)}");
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<string, (int Count, int Right, string? Missed)> _kinds = new(StringComparer.Ordinal);

        public double All => (double)_kinds.Values.Sum(kind => kind.Right) / _kinds.Values.Sum(kind => kind.Count);

        public ImmutableArray<(string Kind, int Count, double Share)> Shares =>
            [.. _kinds.Select(kind => (kind.Key, kind.Value.Count, (double)kind.Value.Right / kind.Value.Count))];

        public string? Missed(string kind) => _kinds[kind].Missed;

        public void Add(string kind, bool isRight, string text)
        {
            var (count, right, missed) = _kinds.GetValueOrDefault(kind);
            _kinds[kind] = (count + 1, right + (isRight ? 1 : 0), isRight ? missed : missed ?? text);
        }
    }
}
