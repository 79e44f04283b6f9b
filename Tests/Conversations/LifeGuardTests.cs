using System.Text.Json;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Tests.Browser;

namespace Muster.Tests.Conversations;

/// <summary>Words that say that a life is in danger, and words that only look like them (N17).</summary>
public sealed class LifeGuardTests
{
    /// <summary>The browser's own test reads the same.</summary>
    [Fact]
    public void What_the_browser_is_tested_with_is_what_the_server_does()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Tests", "Conversations", "life-at-risk.json")));

        var wrong = vectors.RootElement.EnumerateArray()
            .Select(vector => (Text: vector[0].GetString()!, Phrase: vector[1].GetString(), Found: LifeGuard.OfEveryAgency.PhraseIn(vector[0].GetString()!)))
            .Where(one => one.Found != one.Phrase)
            .Select(one => $"{one.Text}: '{one.Found}', not '{one.Phrase}'");

        Assert.Empty(wrong);
    }

    /// <summary>No JSON holds it, but a browser may send it.</summary>
    [Fact]
    public void What_is_no_text_hides_nothing()
    {
        foreach (var broken in "\ud800\ufffe\udc00")
        {
            Assert.Equal("trapped", LifeGuard.OfEveryAgency.PhraseIn($"{broken} trapped {broken}"));
            Assert.Null(LifeGuard.OfEveryAgency.PhraseIn($"{broken} Good morning"));
        }
    }

    [Fact]
    public void Every_phrase_is_found_as_it_is_listed_in_capitals_and_without_its_apostrophes()
    {
        foreach (var phrase in LifeAtRiskPhrases.OfEveryAgency.SelectMany(language => language.Phrases))
        {
            Assert.NotNull(LifeGuard.OfEveryAgency.PhraseIn(phrase));
            Assert.NotNull(LifeGuard.OfEveryAgency.PhraseIn($"({phrase.ToUpperInvariant()})"));
            Assert.NotNull(LifeGuard.OfEveryAgency.PhraseIn($"{phrase.Replace("'", "", StringComparison.Ordinal)}."));
        }
    }

    [Fact]
    public void An_agencys_own_phrases_count_besides_those_of_every_agency()
    {
        var guard = new LifeGuard(new LifeAtRiskSettings { Phrases = [new("en", ["levee broke"]), new("pt", ["não consigo respirar"])] });

        Assert.Equal("levee broke", guard.PhraseIn("The LEVEE  broke!"));
        Assert.Equal("não consigo respirar", guard.PhraseIn("Não consigo respirar"));
        Assert.Equal("trapped", guard.PhraseIn("We are trapped"));
        Assert.Null(LifeGuard.OfEveryAgency.PhraseIn("The levee broke!"));
    }

    [Fact]
    public void Where_words_are_not_looked_at_nothing_is_found()
    {
        var guard = new LifeGuard(new LifeAtRiskSettings { IsWatched = false, Phrases = [new("en", ["levee broke"])] });

        Assert.Null(guard.PhraseIn("The levee broke and we are trapped"));
    }
}
