using Muster.Agencies;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>Where a conversation starts and how urgent it is, from what its citizen chose and wrote (S46, S117). Touches nothing else.</summary>
public static class TriageRules
{
    /// <param name="agency">Its settings, and which queues are open now.</param>
    /// <param name="command">A start that is allowed.</param>
    public static Triaged Triage(AgencyView agency, StartConversation command)
    {
        var settings = agency.Settings;
        var rule = settings.KeywordRules.FirstOrDefault(rule => rule.Words.Any(word => Mentions(command.Text, word)));
        var isMoved = rule?.Queue is { } wanted && !command.LeavesMessage && agency.Queues.Any(opening => opening.Id == wanted && opening.IsOpen);
        var queue = isMoved ? rule!.Queue! : command.Queue;
        var named = new[] { settings.Queues.FirstOrDefault(one => one.Id == queue)?.Priority, rule?.Priority };
        var priority = settings.Priorities.Where(one => named.Contains(one.Id)).MaxBy(one => one.HeadStartSeconds);
        var language = PrimarySubtag(command.Language) is { } spoken && settings.Queues.Any(one => one.Languages.Contains(spoken)) ? spoken : null;
        return new Triaged(
            queue,
            rule?.Id,
            priority is null && rule is null or { Skills.IsEmpty: true } && language is null
                ? null
                : new Triage(priority?.Id, TimeSpan.FromSeconds(priority?.HeadStartSeconds ?? 0), rule?.Skills ?? [], language));
    }

    /// <summary>Whether a word or phrase stands in a text, whole and in either case.</summary>
    public static bool Mentions(string text, string words)
    {
        for (var at = 0; (at = text.IndexOf(words, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if ((at == 0 || !IsOfWord(text[at - 1])) && (at + words.Length >= text.Length || !IsOfWord(text[at + words.Length])))
                return true;
        }

        return false;
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '\'';

    private static string? PrimarySubtag(string? language) => language?.Split('-')[0].Trim().ToLowerInvariant() is { Length: > 0 } primary ? primary : null;
}
