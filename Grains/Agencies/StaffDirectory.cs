using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>The staff of an agency, as stored.</summary>
public sealed record StaffDirectory
{
    public ImmutableArray<StaffEntry> Entries { get; init; } = [];

    /// <summary>Those whose accounts are complete.</summary>
    public IEnumerable<StaffMember> Members => Entries.Where(entry => entry.IsComplete).Select(entry => entry.Member);

    public StaffEntry? Named(string userName) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Member.UserName, userName, StringComparison.OrdinalIgnoreCase));

    /// <summary>With the entry in place of the one of the same user name, if there is one.</summary>
    public StaffDirectory With(StaffEntry entry) =>
        this with { Entries = Named(entry.Member.UserName) is { } old ? Entries.Replace(old, entry) : Entries.Add(entry) };
}
