using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Sweeping;

namespace Muster.WebFront.Api;

/// <summary>How the contract spells what the grains name.</summary>
internal static class Spelling
{
    public static string Of(Role role) => role switch
    {
        Role.Citizen => "citizen",
        Role.Agent => "agent",
        Role.Supervisor => "supervisor",
        Role.Administrator => "administrator",
        Role.Assistant => "assistant",
        Role.Viewer => "viewer",
        Role.RecordsOfficer => "records-officer",
        Role.Auditor => "auditor",
        _ => "system",
    };

    /// <summary>Null for what no member of staff can be.</summary>
    public static Role? RoleOf(string? role) => role switch
    {
        "viewer" => Role.Viewer,
        "agent" => Role.Agent,
        "supervisor" => Role.Supervisor,
        "records-officer" => Role.RecordsOfficer,
        "administrator" => Role.Administrator,
        "auditor" => Role.Auditor,
        _ => null,
    };

    public static string Of(AccountFinding finding) => finding switch
    {
        AccountFinding.Incomplete => "incomplete",
        AccountFinding.UnofficialEmail => "unofficial-email",
        AccountFinding.ReviewDue => "review-due",
        _ => "stale",
    };

    public static string Of(SessionState state) => state switch
    {
        SessionState.Open => "open",
        SessionState.Locked => "locked",
        SessionState.PasswordDue => "password-change-due",
        _ => "second-factor-due",
    };

    public static string Of(ConversationStatus status) => status switch
    {
        ConversationStatus.Waiting => "waiting",
        ConversationStatus.Active => "active",
        ConversationStatus.WrapUp => "wrap-up",
        ConversationStatus.Closed => "closed",
        _ => "unopened",
    };

    /// <summary>Skills and their levels, by name.</summary>
    public static IReadOnlyDictionary<string, int> Of(ImmutableArray<SkillLevel> skills) =>
        new SortedDictionary<string, int>(skills.ToDictionary(skill => skill.Skill, skill => skill.Level), StringComparer.Ordinal);

    public static string Of(AgentChoice choice) => choice switch
    {
        AgentChoice.LongestIdle => "longest-idle",
        AgentChoice.MostSkilled => "most-skilled",
        _ => "least-loaded",
    };

    public static string Of(Presence presence) => presence switch
    {
        Presence.Available => "available",
        Presence.Busy => "busy",
        Presence.Away => "away",
        _ => "offline",
    };

    public static Presence? PresenceOf(string? status) => status switch
    {
        "available" => Presence.Available,
        "busy" => Presence.Busy,
        "away" => Presence.Away,
        "offline" => Presence.Offline,
        _ => null,
    };

    public static string Of(BanStatus status) => status switch
    {
        BanStatus.Proposed => "proposed",
        BanStatus.InForce => "in-force",
        BanStatus.Refused => "refused",
        BanStatus.Lifted => "lifted",
        _ => "expired",
    };

    public static string Of(SlotState state) => state switch
    {
        SlotState.Offered => "offered",
        SlotState.WrapUp => "wrap-up",
        _ => "active",
    };

    public static string Of(SweepKind kind) => kind switch
    {
        SweepKind.InTwoPlaces => "in-two-places",
        SweepKind.Nowhere => "nowhere",
        SweepKind.OverCapacity => "over-capacity",
        SweepKind.IdleAgent => "idle-agent",
        _ => "passed",
    };

    public static string Of(ContactChannel channel) => channel switch
    {
        ContactChannel.Phone => "phone",
        ContactChannel.Sms => "sms",
        ContactChannel.Email => "email",
        _ => "post",
    };

    public static ContactChannel? ContactChannelOf(string? channel) => channel switch
    {
        "phone" => ContactChannel.Phone,
        "sms" => ContactChannel.Sms,
        "email" => ContactChannel.Email,
        "post" => ContactChannel.Post,
        _ => null,
    };

    public static ContactOutcome? ContactOutcomeOf(string? outcome) => outcome switch
    {
        "reached" => ContactOutcome.Reached,
        "not-reached" => ContactOutcome.NotReached,
        "wrong-address" => ContactOutcome.WrongAddress,
        _ => null,
    };

    public static string? Of(WaitTrend? trend) => trend switch
    {
        WaitTrend.Rising => "rising",
        WaitTrend.Falling => "falling",
        WaitTrend.Steady => "steady",
        _ => null,
    };

    public static string Of(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => "monday",
        DayOfWeek.Tuesday => "tuesday",
        DayOfWeek.Wednesday => "wednesday",
        DayOfWeek.Thursday => "thursday",
        DayOfWeek.Friday => "friday",
        DayOfWeek.Saturday => "saturday",
        _ => "sunday",
    };

    /// <summary>The id of what a grain key names; ids stay as they are.</summary>
    public static string Id(string key) => key.Contains('/', StringComparison.Ordinal) ? GrainKey.IdOf(key) : key;
}
