using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Queues;

/// <summary>What agents are good at beside what is asked for.</summary>
internal static class Skills
{
    public static bool Has(this AgentAvailability agent, ImmutableArray<SkillLevel> asked) => asked.All(skill => agent.LevelOf(skill.Skill) >= skill.Level);

    /// <summary>The sum of their levels in what is asked for.</summary>
    public static int Good(this AgentAvailability agent, ImmutableArray<SkillLevel> asked) => asked.Sum(skill => agent.LevelOf(skill.Skill));

    /// <summary>Their levels in what is asked for; what they lack is left out.</summary>
    public static ImmutableArray<SkillLevel> In(this AgentAvailability agent, ImmutableArray<SkillLevel> asked) =>
        asked.IsEmpty ? asked : [.. agent.Skills.Where(skill => asked.Any(one => one.Skill == skill.Skill))];

    /// <summary>Whether both ask the same of whoever takes them, and since the same time.</summary>
    public static bool AsksAs(this Triage? one, Triage? other) =>
        one?.AskedAt == other?.AskedAt && one?.Language == other?.Language && (one?.Skills ?? []).SequenceEqual(other?.Skills ?? []);

    private static int LevelOf(this AgentAvailability agent, string skill) => agent.Skills.FirstOrDefault(one => one.Skill == skill)?.Level ?? 0;
}

/// <summary>Finds what was asked for before.</summary>
internal sealed class SameSkills : IEqualityComparer<ImmutableArray<SkillLevel>>
{
    public static readonly SameSkills Instance = new();

    public bool Equals(ImmutableArray<SkillLevel> one, ImmutableArray<SkillLevel> other) => one.SequenceEqual(other);

    public int GetHashCode(ImmutableArray<SkillLevel> skills) => skills.IsEmpty ? 0 : HashCode.Combine(skills.Length, skills[0]);
}
