using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>Where a conversation starts and how urgent it is, from what its citizen chose and wrote (S46, S117). Touches nothing else.</summary>
public static class TriageRules
{
    /// <param name="agency">Its settings, and which queues are open now.</param>
    /// <param name="command">A start that is allowed.</param>
    /// <param name="risk">The phrase that says that a life is in danger; null for none.</param>
    public static Triaged Triage(AgencyView agency, StartConversation command, string? risk = null)
    {
        var settings = agency.Settings;
        var rule = settings.KeywordRules.FirstOrDefault(rule => rule.Words.Any(word => Mentions(command.Text, word)));
        var isMoved = rule?.Queue is { } wanted && !command.LeavesMessage && agency.Queues.Any(opening => opening.Id == wanted && opening.IsOpen);
        var queue = isMoved ? rule!.Queue! : command.Queue;
        var named = new[] { settings.Queues.FirstOrDefault(one => one.Id == queue)?.Priority, rule?.Priority };
        var priority = settings.Priorities.Where(one => named.Contains(one.Id)).MaxBy(one => one.HeadStartSeconds);
        var language = PrimarySubtag(command.Language) is { } spoken && settings.Queues.Any(one => one.Languages.Contains(spoken)) ? spoken : null;
        var headStart = TimeSpan.FromSeconds((priority?.HeadStartSeconds ?? 0) - (command.LeavesMessage ? settings.YieldSecondsOf(queue) : 0));
        var triage = headStart == TimeSpan.Zero && priority is null && rule is null or { Skills.IsEmpty: true } && language is null
            ? null
            : new Triage(priority?.Id, headStart, rule?.Skills ?? [], language);
        return new Triaged(queue, rule?.Id, risk is null ? triage : triage.AtRisk(), risk);
    }

    /// <summary>The same, as urgent as can be. Whoever comes first takes it: no skill is waited for, except the citizen's language.</summary>
    public static Triage AtRisk(this Triage? triage) =>
        new(LifeAtRiskSettings.Priority, LifeAtRiskSettings.HeadStart, [], triage?.Language);

    /// <summary>The same for a message that is answered later: those who wait at their screens pass it for a while. A life in danger yields to nobody.</summary>
    public static Triage? Yielding(this Triage? triage, AgencySettings agency, string queue) =>
        triage?.IsAtRisk() == true || agency.YieldSecondsOf(queue) == 0 ? triage
        : (triage ?? new Triage(null, TimeSpan.Zero, [], null)) with { HeadStart = (triage?.HeadStart ?? TimeSpan.Zero) - TimeSpan.FromSeconds(agency.YieldSecondsOf(queue)) };

    /// <summary>
    /// The same, asking from now on for what the experts it is handed to are good at as well; handed to others, for no more than it did before. A life in danger waits
    /// for no skill.
    /// </summary>
    public static Triage? AskingFor(this Conversation conversation, ExpertGroup? group, DateTimeOffset now)
    {
        if (conversation.Triage?.IsAtRisk() == true || (group is null && conversation.OwnSkills is null))
            return conversation.Triage;

        var own = conversation.OwnSkills ?? conversation.Triage?.Skills ?? [];
        var skills = group is null ? own : [.. own.Concat(group.Skills).GroupBy(skill => skill.Skill).Select(same => same.MaxBy(skill => skill.Level)!)];
        var triage = (conversation.Triage ?? new Triage(null, TimeSpan.Zero, [], null)) with { Skills = skills, AskedAt = group is null ? null : now };
        return triage is { Priority: null, Language: null, Skills.IsEmpty: true } && triage.HeadStart == TimeSpan.Zero ? null : triage;
    }

    /// <summary>The class that makes the conversation more urgent than it is; null where it is as urgent already, or a life is in danger. Nobody is moved back.</summary>
    public static PriorityClass? Raises(this PriorityClass? priority, Conversation conversation, AgencySettings agency) =>
        !conversation.IsAtRisk && priority?.HeadStartSeconds > conversation.Triage.ClassSecondsOf(agency) ? priority : null;

    /// <summary>The same, as urgent as that class; whatever else lets others pass stays.</summary>
    public static Triage? RaisedTo(this Triage? triage, PriorityClass? priority, AgencySettings agency) =>
        priority is null ? triage
        : (triage ?? new Triage(null, TimeSpan.Zero, [], null)) is var before ? before with
        {
            Priority = priority.Id,
            HeadStart = before.HeadStart + TimeSpan.FromSeconds(priority.HeadStartSeconds - before.ClassSecondsOf(agency)),
        }
        : null;

    /// <summary>What its class gives it; of a class that is in the settings no longer, what it has.</summary>
    private static double ClassSecondsOf(this Triage? triage, AgencySettings agency) =>
        triage?.Priority is not { } id ? 0 : agency.Priorities.FirstOrDefault(one => one.Id == id)?.HeadStartSeconds ?? Math.Max(0, triage.HeadStart.TotalSeconds);

    private static int YieldSecondsOf(this AgencySettings agency, string queue) => agency.Queues.FirstOrDefault(one => one.Id == queue)?.MessagesYieldSeconds ?? 0;

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
