namespace Muster.Auditing;

/// <summary>A line as stored, by these names for as long as logs are kept: add, never rename. What is added changes <paramref name="Form"/>.</summary>
/// <param name="Form">Says what is hashed, and how: <see cref="AuditChain.Form"/>.</param>
public sealed record AuditLine(
    int Form,
    long Number,
    DateTimeOffset At,
    DateTimeOffset? Since,
    string Action,
    string Role,
    string ActorAgency,
    string? Actor,
    string Kind,
    string? Subject,
    string Outcome,
    string? Reason,
    int Count,
    string Previous)
{
    public AuditEntry ToEntry(string agency) => new(
        Number, At, Since, Action, new AuditActor(Role, ActorAgency, Actor), new AuditSubject(Kind, Subject), Outcome, Reason, Count, Previous, AuditChain.HashOf(agency, this));
}

/// <summary>How a log stands after a line.</summary>
/// <param name="Number">That line's; 0 before the first.</param>
/// <param name="Hash">That line's.</param>
/// <param name="Action">That line's.</param>
public sealed record AuditHead(long Number, string Hash, string Action)
{
    /// <summary>Before the first line.</summary>
    public static readonly AuditHead None = new(0, new string('0', 64), "");
}
