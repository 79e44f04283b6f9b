using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.WebFront.Admin;

/// <summary>A place in the administrator's navigation.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Words">The key of its name in AdminWording.</param>
/// <param name="Roles">Whose it is.</param>
public sealed record AdminPlace(string Address, string Words, ImmutableArray<Role> Roles)
{
    public static readonly AdminPlace Overview = new("/admin", "Place.Overview", [Role.Administrator, Role.Auditor]);
    public static readonly AdminPlace Accounts = new("/admin/accounts", "Place.Accounts", [Role.Administrator, Role.Auditor]);
    public static readonly AdminPlace Settings = new("/admin/settings", "Place.Settings", [Role.Administrator, Role.Auditor]);
    public static readonly AdminPlace Audit = new("/admin/audit", "Place.Audit", [Role.Auditor]);

    /// <summary>In their order.</summary>
    public static readonly ImmutableArray<AdminPlace> All = [Overview, Accounts, Audit, Settings];
}
