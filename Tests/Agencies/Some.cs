using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>What does not matter to a test of agencies.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    public static readonly AgencySettings Agency = new(
        "demo",
        "Riverbend Council",
        "Australia/Brisbane",
        [new QueueSettings("general", "General enquiries"), new QueueSettings("flood", "Flood help")]);

    public static readonly Caller Administrator = Caller.Staff(Role.Administrator, "demo", "admin-id", []);

    /// <summary>The day at <see cref="Moment"/> in the agency.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static readonly Registration Registration = new("Answers citizens", ["Samantha Okafor"], "s.okafor@example.org", Today.AddMonths(6));

    public static readonly NewAccount Account =
        new("sam.okafor", "correct horse", "Samantha Okafor", "Sam", Role.Agent, ["general"], 3) { Registration = Registration };

    public static readonly StaffMember Member = new("staff-1", "sam.okafor", "Sam", Role.Agent, ["general"], 3);

    public static StaffDirectory DirectoryWith(params StaffMember[] members) =>
        members.Aggregate(new StaffDirectory(), (directory, member) => directory.With(new StaffEntry(member, IsComplete: true)));
}
