using System.Collections.Immutable;

namespace Muster.Auditing;

/// <summary>Of which days what staff did is to be counted (S105).</summary>
/// <param name="From">Not older, UTC.</param>
/// <param name="Until">Older than this, UTC; at most <see cref="AuditLimits.MostDaysCounted"/> days later.</param>
/// <param name="Staff">The register: failed sign-ins name accounts, all other lines staff ids.</param>
[GenerateSerializer, Immutable, Alias("muster.anomaly-query")]
public sealed record AnomalyQuery(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<AuditedStaff> Staff);

/// <summary>A member of staff, as the register has them.</summary>
/// <param name="Role">As <see cref="AuditActor.RoleOf"/> spells it.</param>
[GenerateSerializer, Immutable, Alias("muster.audited-staff")]
public sealed record AuditedStaff(string StaffId, string UserName, string Role);

/// <summary>What is counted of everybody.</summary>
public enum AnomalyKind
{
    /// <summary>Conversations read that they did not hold: of agents there are none, for they read what they hold alone.</summary>
    Reads,

    /// <summary>Copies of conversations, of the register and of the audit log taken away.</summary>
    Exports,

    /// <summary>Real names and the register of accounts looked at.</summary>
    Names,

    /// <summary>What was not theirs, or not for their role.</summary>
    Refusals,

    /// <summary>Wrong passwords and codes for their account, whoever typed them.</summary>
    FailedSignIns,
}

/// <summary>How often.</summary>
[GenerateSerializer, Immutable, Alias("muster.anomaly-figures")]
public sealed record AnomalyFigures(int Reads, int Exports, int Names, int Refusals, int FailedSignIns)
{
    public static readonly AnomalyFigures None = new(0, 0, 0, 0, 0);

    public int Of(AnomalyKind kind) => kind switch
    {
        AnomalyKind.Reads => Reads,
        AnomalyKind.Exports => Exports,
        AnomalyKind.Names => Names,
        AnomalyKind.Refusals => Refusals,
        _ => FailedSignIns,
    };

    public AnomalyFigures With(AnomalyKind kind, int count) => kind switch
    {
        AnomalyKind.Reads => this with { Reads = count },
        AnomalyKind.Exports => this with { Exports = count },
        AnomalyKind.Names => this with { Names = count },
        AnomalyKind.Refusals => this with { Refusals = count },
        _ => this with { FailedSignIns = count },
    };
}

/// <summary>What one member of staff did.</summary>
/// <param name="UserName">The staff id where the register does not have them.</param>
/// <param name="Usual">Of each kind the median of the others in their role; 0 where there are none.</param>
/// <param name="Outliers">What stands out against that.</param>
[GenerateSerializer, Immutable, Alias("muster.staff-figures")]
public sealed record StaffFigures(string StaffId, string UserName, string Role, AnomalyFigures Figures, AnomalyFigures Usual, ImmutableArray<AnomalyKind> Outliers);

/// <summary>What all did.</summary>
/// <param name="Staff">Everybody of whom there is a line; those who stand out first.</param>
/// <param name="Others">What no member of the agency's staff stands for: strangers, citizens, staff of other agencies, and what was counted without who.</param>
/// <param name="LookedAt">Lines of these days.</param>
/// <param name="CountedUntil">The end of the days; where there were more lines than are counted at once, the time of the last one counted.</param>
/// <param name="Unreadable">Lines passed over because they cannot be read any more.</param>
[GenerateSerializer, Immutable, Alias("muster.anomaly-report")]
public sealed record AnomalyReport(ImmutableArray<StaffFigures> Staff, AnomalyFigures Others, int LookedAt, DateTimeOffset CountedUntil, int Unreadable);
