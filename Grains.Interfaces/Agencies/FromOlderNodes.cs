using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>What a node of the release before does not know of arrives as nothing at all.</summary>
internal static class FromOlderNodes
{
    public static ImmutableArray<T> OrNone<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;

    public static QueueStaffing Whole(this QueueStaffing staffing) => staffing with { Helpers = staffing.Helpers.OrNone(), Groups = staffing.Groups.OrNone() };

    public static StaffMember Whole(this StaffMember member) => member with { Loans = member.Loans.OrNone(), HelpsIn = member.HelpsIn.OrNone() };
}
