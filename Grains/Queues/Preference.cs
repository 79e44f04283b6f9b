using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Queues;

/// <summary>Orders agents who could take a conversation, the preferred one first; no two are equal.</summary>
/// <param name="choice">The queue's rule.</param>
/// <param name="skills">What the conversation asks for.</param>
internal sealed class Preference(AgentChoice choice, ImmutableArray<SkillLevel> skills) : IComparer<AgentAvailability>
{
    public int Compare(AgentAvailability? one, AgentAvailability? other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (load, idle) = (one.InUse.CompareTo(other.InUse), one.IdleSince.CompareTo(other.IdleSince));
        var byRule = choice switch
        {
            AgentChoice.LongestIdle => idle,
            AgentChoice.MostSkilled => other.Good(skills).CompareTo(one.Good(skills)),
            _ => load,
        };
        return byRule != 0 ? byRule : load != 0 ? load : idle != 0 ? idle : string.CompareOrdinal(one.StaffId, other.StaffId);
    }
}
