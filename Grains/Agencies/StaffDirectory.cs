using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>The staff of an agency and the register of their accounts, as stored.</summary>
public sealed record StaffDirectory
{
    public ImmutableArray<StaffEntry> Entries { get; init; } = [];

    /// <summary>Those who work here now: their accounts are complete and enabled.</summary>
    public IEnumerable<StaffMember> Members => Entries.Where(entry => entry.IsInUse).Select(entry => entry.Member);

    /// <summary>Whether anybody could keep the register.</summary>
    public bool HasAdministrator => Members.Any(member => member.Role == Role.Administrator);

    /// <summary>Whether an account has yet to hear of a change.</summary>
    public bool HasUntold => Entries.Any(entry => entry.IsUntold);

    public StaffEntry? Named(string userName) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Member.UserName, userName, StringComparison.OrdinalIgnoreCase));

    /// <summary>With the entry in place of the one of the same user name, if there is one.</summary>
    public StaffDirectory With(StaffEntry entry) =>
        this with { Entries = Named(entry.Member.UserName) is { } old ? Entries.Replace(old, entry) : Entries.Add(entry) };
}
