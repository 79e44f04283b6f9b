using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Tests.Isolation;

/// <summary>Whom a route is for. Everybody else is refused before anything is looked up.</summary>
/// <param name="IsPublic">Who asks makes no difference.</param>
/// <param name="Citizens">Those of the conversation in the address.</param>
/// <param name="Staff">The roles that are let as far as the thing itself, which may still not be theirs.</param>
internal sealed record Audience(bool IsPublic, bool Citizens, ImmutableArray<Role> Staff)
{
    private static readonly ImmutableArray<Role> AnyStaff =
        [Role.Agent, Role.Supervisor, Role.Administrator, Role.Viewer, Role.RecordsOfficer, Role.Auditor];

    public static Audience Anybody { get; } = new(true, true, AnyStaff);

    public static Audience CitizenAndStaff { get; } = new(false, true, AnyStaff);

    public static Audience Citizen { get; } = new(false, true, []);

    public static Audience AllStaff { get; } = new(false, false, AnyStaff);

    public static Audience Only(params ImmutableArray<Role> roles) => new(false, false, roles);

    public bool Includes(Visitor visitor) => IsPublic || (visitor.Role is { } role && (role == Role.Citizen ? Citizens : Staff.Contains(role)));
}
