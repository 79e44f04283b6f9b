namespace Muster.Agencies;

/// <summary>How much one agency's settings may hold.</summary>
public static class AgencySettingsLimits
{
    public const int LongestId = 40;
    public const int LongestName = 100;
    public const int LongestText = 4_000;
    public const int LongestUrl = 500;
    public const int LongestWord = 50;
    public const int MostQueues = 200;
    public const int MostHours = 100;
    public const int MostSpecialDays = 1_000;

    /// <summary>What lasts longer is no emergency but other hours.</summary>
    public static readonly TimeSpan LongestEmergency = TimeSpan.FromDays(31);
    public const int MostSpansADay = 10;
    public const int MostChannels = 20;
    public const int MostDispositions = 50;
    public const int MostTags = 200;
    public const int MostSites = 100;
    public const int MostNotices = 20;
    public const int MostEmailDomains = 100;
    public const int MostIdentifiers = 20;
    public const int MostPriorities = 10;
    public const int MostKeywordRules = 200;
    public const int MostExpertGroups = 100;
    public const int MostWordsOfARule = 50;
    public const int ShortestWordOfARule = 2;
    public const int LongestWordOfARule = 60;
    public const int MostSteps = 10;
    public const int LongestStep = 300;
    public const int MostPhrases = 200;
    public const int MostOverflows = 10;
    public const int MostSkills = 40;
    public const int MostLanguages = 40;
    public const int BestLevel = 5;
    public const int LongestHeadStartSeconds = 86_400;

    /// <summary>WCAG 2.2, 1.4.3: contrast of text.</summary>
    public const double LeastContrast = 4.5;
}
