using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>A class of urgency above the ordinary one.</summary>
/// <remarks>
/// Whoever is in it is served as if they had started <paramref name="HeadStartSeconds"/> earlier. So there is one line, ordered by due date
/// (Jackson 1955, "Scheduling a production line to minimize maximum tardiness"), and waiting itself makes urgent: a conversation that has waited
/// longer than that is passed by nobody who starts later, and inside a class nobody is passed at all.
/// </remarks>
/// <param name="Id">1 to 40 of <c>a-z 0-9 -</c>.</param>
/// <param name="Name">As staff know it.</param>
/// <param name="HeadStartSeconds">1 to 86,400: how long an ordinary conversation may be passed by those of this class.</param>
[GenerateSerializer, Immutable, Alias("muster.priority-class")]
public sealed record PriorityClass(string Id, string Name, int HeadStartSeconds);

/// <summary>How good somebody is at something, or has to be.</summary>
/// <param name="Skill">1 to 40 of <c>a-z 0-9 -</c>. A language is the skill <c>lang-</c> with its primary BCP 47 subtag: <c>lang-vi</c>.</param>
/// <param name="Level">1 (knows of it) to 5 (others ask them).</param>
[GenerateSerializer, Immutable, Alias("muster.skill-level")]
public sealed record SkillLevel(string Skill, int Level = 1)
{
    /// <summary>Begins the skill that is a language.</summary>
    public const string Language = "lang-";
}

/// <summary>What certain words in a citizen's first message change (S117). The first rule of the agency's that fits is the one that counts.</summary>
/// <param name="Id">1 to 40 of <c>a-z 0-9 -</c>; stands in the conversation's records.</param>
/// <param name="Words">Words or phrases, 2 to 60 characters each, found whole and in either case; 1 to 50 of them.</param>
[GenerateSerializer, Immutable, Alias("muster.keyword-rule")]
public sealed record KeywordRule(string Id, ImmutableArray<string> Words)
{
    /// <summary>The queue it goes to instead, where that one is open; null leaves it.</summary>
    [Id(0)] public string? Queue { get; init; }

    /// <summary>The class it is raised to; null leaves it. Nobody is lowered.</summary>
    [Id(1)] public string? Priority { get; init; }

    /// <summary>What its agent has to be good at, besides what the queue asks for.</summary>
    [Id(2)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];
}

/// <summary>Whoever of a queue's agents is good at something: a conversation may be handed to them, whoever of them it will be (S47).</summary>
/// <param name="Id">1 to 40 of <c>a-z 0-9 -</c>; stands in the conversation's records.</param>
/// <param name="Name">As citizens know them, 1 to 100 characters.</param>
/// <param name="Queue">The queue they answer in; its line, hours and limits hold.</param>
/// <param name="Skills">What they are good at, besides what the queue asks for; 1 to 40.</param>
[GenerateSerializer, Immutable, Alias("muster.expert-group")]
public sealed record ExpertGroup(string Id, string Name, string Queue, ImmutableArray<SkillLevel> Skills);

/// <summary>Which of the agents who could take a conversation gets it.</summary>
public enum AgentChoice
{
    /// <summary>Who holds the fewest; the longest idle among equals.</summary>
    LeastLoaded,

    /// <summary>Who was given nothing for longest, however many they hold.</summary>
    LongestIdle,

    /// <summary>Who is best at what is asked for; the least loaded among equals.</summary>
    MostSkilled,
}
