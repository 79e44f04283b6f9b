using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>What a node of the release before does not know of arrives as nothing at all.</summary>
public static class FromOlderNodes
{
    /// <summary>None where the node does not tell of any.</summary>
    public static ImmutableArray<T> OrNone<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;

    /// <summary>With none of what the node does not tell of.</summary>
    public static QueueStaffing Whole(this QueueStaffing staffing) => staffing with { Helpers = staffing.Helpers.OrNone(), Groups = staffing.Groups.OrNone() };

    /// <summary>With none of what the node does not tell of.</summary>
    public static StaffMember Whole(this StaffMember member) => member with { Loans = member.Loans.OrNone(), HelpsIn = member.HelpsIn.OrNone() };
}
