using Orleans.Concurrency;
using Muster.Identity;

namespace Muster.Auditing;

/// <summary>
/// The audit log of one agency, key <c>agency</c>: who signed in, read, exported, changed, and was refused, in lines that are only ever added,
/// each with the hash of the one before it. Never what anybody wrote.
/// </summary>
[Alias("Muster.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds a line; it is durable when this answers, so that what must not happen unrecorded waits for it. Sent twice, it may stand there twice.
    /// Of failures and refusals that repeat themselves the first is durable at once; those that follow it within a minute share one line, with
    /// their number, that is written at its end.
    /// </summary>
    [AlwaysInterleave]
    Task Record(AuditEvent audited);

    /// <summary>Lines that fit, oldest first; for the agency's auditors alone. The search is a line itself, before it is answered.</summary>
    Task<Outcome<AuditPage>> Search(Caller caller, AuditQuery query);

    /// <summary>What each member of staff did in some days, and who stands out; for the agency's auditors alone. It is a line itself, before it is answered.</summary>
    Task<Outcome<AnomalyReport>> Anomalies(Caller caller, AnomalyQuery query);

    /// <summary>Whether the lines still are what was written; for the agency's auditors and for Muster itself.</summary>
    Task<Outcome<AuditReport>> Verify(Caller caller, AuditCheck check);
}
