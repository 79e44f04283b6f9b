using System.Collections.Immutable;

namespace Muster.Identity;

/// <summary>Who asks. The front authenticates and fills it in; the grain that is asked decides.</summary>
/// <param name="Role">In what capacity.</param>
/// <param name="Agency">The agency the credentials are for.</param>
/// <param name="StaffId">The staff id, for staff; never shown to citizens.</param>
/// <param name="Conversation">The grain key of the one conversation a citizen's token is for.</param>
/// <param name="Areas">The queues (business areas) a member of staff works in.</param>
[GenerateSerializer, Immutable, Alias("muster.caller")]
public sealed record Caller(
    Role Role,
    string Agency,
    string? StaffId,
    string? Conversation,
    ImmutableArray<string> Areas)
{
    /// <summary>The holder of a conversation's token.</summary>
    public static Caller Citizen(string agency, string conversation) => new(Role.Citizen, agency, null, conversation, []);

    /// <summary>A signed-in member of staff.</summary>
    public static Caller Staff(Role role, string agency, string staffId, ImmutableArray<string> areas) =>
        new(role, agency, staffId, null, areas);

    /// <summary>Muster itself, acting inside one agency.</summary>
    public static Caller System(string agency) => new(Role.System, agency, null, null, []);

    /// <summary>Whether a member of staff asks.</summary>
    public bool IsStaff => Role is Role.Agent or Role.Supervisor or Role.Administrator or Role.Viewer or Role.RecordsOfficer or Role.Auditor;
}
