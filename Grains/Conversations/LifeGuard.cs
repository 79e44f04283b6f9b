using System.Buffers;
using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Conversations;

/// <summary>Finds words that say that a life is in danger (N17). <c>live/life-at-risk.js</c> finds the same in the browser, before anything is sent.</summary>
public sealed class LifeGuard
{
    /// <summary>Scripts from here on are written without spaces between words.</summary>
    private const char FirstWithoutSpaces = '\u2e80';

    public static readonly LifeGuard OfEveryAgency = new(new LifeAtRiskSettings());

    /// <summary>Kept at once: agencies have one list each, and change it seldom.</summary>
    private const int MostKept = 50;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, LifeGuard> Kept = [];

    private readonly ImmutableArray<(string Phrase, string Plain)> _phrases;
    private readonly SearchValues<string> _any;

    public LifeGuard(LifeAtRiskSettings settings)
    {
        _phrases = [.. settings.AllPhrases().SelectMany(language => language.Phrases).Select(phrase => (phrase, Plain(phrase)))];
        _any = SearchValues.Create([.. _phrases.Select(phrase => phrase.Plain)], StringComparison.Ordinal);
    }

    /// <summary>The one for an agency's phrases; the same for all of its conversations in this process, because it is not small.</summary>
    public static LifeGuard Of(LifeAtRiskSettings settings)
    {
        if (settings is { IsWatched: true, Phrases.IsDefaultOrEmpty: true })
            return OfEveryAgency;

        var content = $"{settings.IsWatched}\n{string.Join('\n', settings.Phrases.SelectMany(language => language.Phrases))}";
        lock (Gate)
        {
            if (Kept.TryGetValue(content, out var known))
                return known;
            if (Kept.Count >= MostKept)
                Kept.Clear();
            return Kept[content] = new LifeGuard(settings);
        }
    }

    /// <summary>The first phrase of the list that stands in a text; null for none.</summary>
    public string? PhraseIn(string text)
    {
        if (_phrases.IsEmpty)
            return null;

        var plain = Plain(text);
        return plain.AsSpan().ContainsAny(_any) ? _phrases.FirstOrDefault(phrase => StandsIn(plain, phrase.Plain)).Phrase : null;
    }

    /// <summary>Small letters, without apostrophes, and with one plain space where there are any.</summary>
    private static string Plain(string text)
    {
        var composed = Composed(text);
        var plain = new char[composed.Length];
        var length = 0;
        foreach (var unit in composed)
        {
            if (unit is '\'' or '\u2018' or '\u2019' or '\u02bc' or '`' or '\u00b4')
                continue;

            var isSpace = char.IsWhiteSpace(unit);
            if (isSpace && length > 0 && plain[length - 1] == ' ')
                continue;
            plain[length++] = isSpace ? ' ' : char.ToLowerInvariant(unit);
        }

        return new string(plain, 0, length);
    }

    /// <summary>Some keyboards write an accent apart from its letter. Half a surrogate pair, which cannot be composed, is part of no phrase.</summary>
    private static string Composed(string text)
    {
        try
        {
            return System.Text.Ascii.IsValid(text) ? text : text.Normalize();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static bool StandsIn(string plain, string phrase)
    {
        for (var at = 0; (at = plain.IndexOf(phrase, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (IsEdge(phrase[0], at == 0 ? ' ' : plain[at - 1]) && IsEdge(phrase[^1], at + phrase.Length >= plain.Length ? ' ' : plain[at + phrase.Length]))
                return true;
        }

        return false;
    }

    private static bool IsEdge(char inside, char outside) => inside >= FirstWithoutSpaces || !char.IsLetterOrDigit(outside);
}
