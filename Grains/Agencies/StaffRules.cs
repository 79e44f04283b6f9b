using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>Who works where, and who may know of it.</summary>
public static class StaffRules
{
    public const int LongestUserName = 64;
    public const int ShortestPassword = 8;
    public const int LongestPassword = 200;
    public const int LongestAlias = 60;
    public const int LongestRealName = 200;
    public const int LongestPurpose = 300;

    /// <summary>Persons of a shared account.</summary>
    public const int MostOfficers = 20;

    /// <summary>Names one member may have had, so that the directory stays bounded.</summary>
    public const int MostFormerAliases = 20;

    /// <summary>The whole directory is one record and read at once.</summary>
    public const int MostAccounts = 2_000;

    /// <summary>Who answers in a queue; those who only watch it are not given conversations.</summary>
    public static ImmutableArray<string> AgentsOf(this StaffDirectory directory, string queue) =>
        [.. directory.Members.Where(member => member.Role == Role.Agent && member.Queues.Contains(queue)).Select(member => member.StaffId)];

    public static bool MaySeeColleagues(Caller caller, string agency) =>
        caller.Agency == agency && caller.Role is Role.Agent or Role.Supervisor or Role.Administrator or Role.System;

    public static bool MaySeeCalendar(Caller caller, string agency) =>
        caller.Agency == agency && caller.Role is Role.Agent or Role.Supervisor or Role.Viewer or Role.Administrator or Role.Auditor;

    /// <summary>Whether a role works in business areas, rather than for the agency as a whole.</summary>
    public static bool IsOfAreas(this Role role) => role is Role.Viewer or Role.Agent or Role.Supervisor or Role.RecordsOfficer;

    /// <summary>Whether an address is in one of the official domains (S98).</summary>
    public static bool Takes(this StaffPolicy policy, string email) =>
        policy.EmailDomains.IsEmpty || policy.EmailDomains.Contains(EmailAddress.DomainOf(email));

    /// <summary>The day it is there.</summary>
    public static DateOnly DayAt(this AgencySettings agency, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(agency.TimeZone)).DateTime);
}
