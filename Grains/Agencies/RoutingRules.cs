using System.Collections.Immutable;
using System.Text;
using Muster.Agents;
using static Muster.Agencies.AgencySettingsLimits;

namespace Muster.Agencies;

/// <summary>What settings of routing must keep to.</summary>
internal static class RoutingRules
{
    /// <summary>Seconds at which waits are counted apart.</summary>
    private static readonly ImmutableArray<int> ServiceLevels = [.. Metrics.Figure.Bounds.Where(bound => bound is >= 10 and <= 3_600)];

    public static void Check(SettingsCheck check, AgencySettings agency)
    {
        check.Count("priorities", agency.Priorities.Length, 0, MostPriorities);
        check.Distinct("priorities", agency.Priorities.Select(priority => priority.Id));
        foreach (var (index, priority) in agency.Priorities.Index())
        {
            var field = $"priorities[{index}]";
            check.Id($"{field}.id", priority.Id);
            check.That(priority.Id != LifeAtRiskSettings.Priority, $"{field}.id", $"'{LifeAtRiskSettings.Priority}' is there already, above all others");
            check.Text($"{field}.name", priority.Name, 1, LongestName);
            check.Number($"{field}.headStartSeconds", priority.HeadStartSeconds, 1, LongestHeadStartSeconds);
        }

        check.Count("keywordRules", agency.KeywordRules.Length, 0, MostKeywordRules);
        check.Distinct("keywordRules", agency.KeywordRules.Select(rule => rule.Id));
        foreach (var (index, rule) in agency.KeywordRules.Index()) Check(check, $"keywordRules[{index}]", rule, agency);

        check.Count("expertGroups", agency.ExpertGroups.Length, 0, MostExpertGroups);
        check.Distinct("expertGroups", agency.ExpertGroups.Select(group => group.Id));
        foreach (var (index, group) in agency.ExpertGroups.Index()) Check(check, $"expertGroups[{index}]", group, agency);
    }

    public static void Check(SettingsCheck check, LifeAtRiskSettings lifeAtRisk)
    {
        check.Count("lifeAtRisk.steps", lifeAtRisk.Steps.Length, 1, MostSteps);
        foreach (var (index, step) in lifeAtRisk.Steps.Index()) check.Text($"lifeAtRisk.steps[{index}]", step, 1, LongestStep);
        check.Count("lifeAtRisk.phrases", lifeAtRisk.Phrases.Length, 0, MostLanguages);
        check.Distinct("lifeAtRisk.phrases", lifeAtRisk.Phrases.Select(of => of.Language));
        foreach (var (index, (language, phrases)) in lifeAtRisk.Phrases.Index())
        {
            var field = $"lifeAtRisk.phrases[{index}]";
            CheckLanguage(check, $"{field}.language", language);
            check.Count($"{field}.phrases", phrases.Length, 1, MostPhrases);
            check.Distinct($"{field}.phrases", phrases);
            foreach (var (at, phrase) in phrases.Index())
            {
                CheckWord(check, $"{field}.phrases[{at}]", phrase);
                check.That(phrase.EnumerateRunes().Any(Rune.IsLetter), $"{field}.phrases[{at}]", $"'{phrase}' holds no letter");
            }
        }
    }

    public static void Check(SettingsCheck check, string field, QueueSettings queue, AgencySettings agency)
    {
        check.That(Enum.IsDefined(queue.Choice), $"{field}.choice", "is neither leastLoaded, longestIdle nor mostSkilled");
        check.Number($"{field}.capacityPerAgent", queue.CapacityPerAgent ?? 1, 1, AgentLimits.MostCapacity);
        check.Number($"{field}.anybodyAfterSeconds", queue.AnybodyAfterSeconds ?? 0, 0, 86_400);
        check.Number($"{field}.messagesYieldSeconds", queue.MessagesYieldSeconds, 0, 604_800);
        check.That(ServiceLevels.Contains(queue.ServiceLevelSeconds), $"{field}.serviceLevelSeconds", $"{queue.ServiceLevelSeconds} is none of {string.Join(", ", ServiceLevels)}");
        check.Count($"{field}.overflow", queue.Overflow.Length, 0, MostOverflows);
        check.Distinct($"{field}.overflow", queue.Overflow.Select(other => other.Queue));
        foreach (var (at, other) in queue.Overflow.Index())
        {
            check.That(other.Queue != queue.Id && agency.Queue(other.Queue) is not null, $"{field}.overflow[{at}].queue", $"'{other.Queue}' is no other queue of the agency");
            check.Number($"{field}.overflow[{at}].afterSeconds", other.AfterSeconds, 0, 86_400);
        }

        CheckSkills(check, $"{field}.skills", queue.Skills);
        CheckPriority(check, $"{field}.priority", queue.Priority, agency.Priorities);
        check.Count($"{field}.languages", queue.Languages.Length, 0, MostLanguages);
        check.Distinct($"{field}.languages", queue.Languages);
        foreach (var (at, language) in queue.Languages.Index()) CheckLanguage(check, $"{field}.languages[{at}]", language);
    }

    private static void Check(SettingsCheck check, string field, KeywordRule rule, AgencySettings agency)
    {
        check.Id($"{field}.id", rule.Id);
        check.Count($"{field}.words", rule.Words.Length, 1, MostWordsOfARule);
        check.Distinct($"{field}.words", rule.Words);
        foreach (var (at, word) in rule.Words.Index()) CheckWord(check, $"{field}.words[{at}]", word);

        check.That(rule.Queue is null || agency.Queue(rule.Queue) is not null, $"{field}.queue", $"'{rule.Queue}' is no queue of the agency");
        CheckPriority(check, $"{field}.priority", rule.Priority, agency.Priorities);
        CheckSkills(check, $"{field}.skills", rule.Skills);
        check.That(rule.Queue is not null || rule.Priority is not null || !rule.Skills.IsEmpty, field, "changes nothing: give a queue, a priority or skills");
    }

    private static void Check(SettingsCheck check, string field, ExpertGroup group, AgencySettings agency)
    {
        check.Id($"{field}.id", group.Id);
        check.Text($"{field}.name", group.Name, 1, LongestName);
        check.That(agency.Queue(group.Queue) is not null, $"{field}.queue", $"'{group.Queue}' is no queue of the agency");
        check.That(!group.Skills.IsEmpty, $"{field}.skills", "names none: without a skill it is the queue itself");
        CheckSkills(check, $"{field}.skills", group.Skills);
    }

    /// <summary>Whether it could be anybody's.</summary>
    public static bool IsOne(this SkillLevel skill) => skill.Level is >= 1 and <= BestLevel && SettingsCheck.IsId(skill.Skill);

    private static void CheckWord(SettingsCheck check, string field, string word) => check.That(
        word.Length is >= ShortestWordOfARule and <= LongestWordOfARule && word == word.Trim(), field,
        $"'{word}' is not {ShortestWordOfARule} to {LongestWordOfARule} characters without a space around them");

    private static void CheckLanguage(SettingsCheck check, string field, string language) => check.That(
        language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower), field, $"'{language}' is no primary language subtag such as vi, in small letters");

    private static void CheckPriority(SettingsCheck check, string field, string? priority, ImmutableArray<PriorityClass> priorities) => check.That(
        priority is null || priorities.Any(one => one.Id == priority), field, $"'{priority}' is none of the priorities");

    private static void CheckSkills(SettingsCheck check, string field, ImmutableArray<SkillLevel> skills)
    {
        check.Count(field, skills.Length, 0, MostSkills);
        check.Distinct(field, skills.Select(skill => skill.Skill));
        foreach (var (at, skill) in skills.Index())
        {
            check.Id($"{field}[{at}].skill", skill.Skill);
            check.Number($"{field}[{at}].level", skill.Level, 1, BestLevel);
        }
    }
}
