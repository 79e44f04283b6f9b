using Muster.Identity;

namespace Muster.Auditing;

/// <summary>Something that somebody will be asked about later.</summary>
/// <param name="Action">One of <see cref="AuditAction"/>: 1 to 40 of <c>a-z -</c>.</param>
/// <param name="Actor">Who did it or tried to.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Outcome">One of <see cref="AuditOutcome"/>.</param>
/// <param name="Reason">Why, a word of ours or what staff gave as a reason: redacted, and cut at 200 UTF-16 units. Never what anybody wrote in a conversation.</param>
/// <param name="Count">How often; more than 1 where the caller has counted already.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-event")]
public sealed record AuditEvent(
    string Action,
    AuditActor Actor,
    AuditSubject Subject,
    string Outcome = AuditOutcome.Done,
    string? Reason = null,
    int Count = 1);

/// <summary>Who did it.</summary>
/// <param name="Role">As <see cref="Of(Caller)"/> spells it; <c>nobody</c> for whoever has not said who they are.</param>
/// <param name="Agency">Theirs, which is another one than the log's where somebody reaches across.</param>
/// <param name="Id">The staff id; of a citizen the id of their conversation; null for Muster itself and where nobody knows.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-actor")]
public sealed record AuditActor(string Role, string Agency, string? Id)
{
    public static AuditActor Of(Caller caller) => new(
        RoleOf(caller.Role),
        caller.Agency,
        caller.StaffId ?? (caller.Conversation is { } conversation ? GrainKey.IdOf(conversation) : null));

    /// <summary>As a line spells it.</summary>
    public static string RoleOf(Role role) => role switch
    {
        Identity.Role.Citizen => "citizen",
        Identity.Role.Agent => "agent",
        Identity.Role.Supervisor => "supervisor",
        Identity.Role.Administrator => "administrator",
        Identity.Role.Assistant => "assistant",
        Identity.Role.System => "system",
        Identity.Role.Viewer => "viewer",
        Identity.Role.RecordsOfficer => "records-officer",
        Identity.Role.Auditor => "auditor",
        _ => "unknown",
    };

    /// <summary>Muster itself.</summary>
    public static AuditActor System(string agency) => new("system", agency, null);

    /// <summary>Somebody who has not said who they are, as before a sign-in.</summary>
    public static AuditActor Nobody(string agency) => new("nobody", agency, null);
}

/// <summary>What something was done to.</summary>
/// <param name="Kind">One of <see cref="AuditSubjectKind"/>.</param>
/// <param name="Id">Which; null where there is one alone, or where naming it would put a stranger's words into the log.</param>
[GenerateSerializer, Immutable, Alias("muster.audit-subject")]
public sealed record AuditSubject(string Kind, string? Id)
{
    /// <param name="key">The grain key.</param>
    public static AuditSubject Conversation(string key) => new(AuditSubjectKind.Conversation, GrainKey.IdOf(key));

    /// <param name="userName">Null for one that does not exist.</param>
    public static AuditSubject Account(string? userName) => new(AuditSubjectKind.Account, userName);
}
