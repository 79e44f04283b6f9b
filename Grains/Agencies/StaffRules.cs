using System.Collections.Immutable;
using Muster.Agents;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>Who may make which account.</summary>
public static class StaffRules
{
    public const int LongestUserName = 64;
    public const int ShortestPassword = 8;
    public const int LongestPassword = 200;
    public const int LongestAlias = 60;
    public const int LongestRealName = 200;

    /// <summary>The whole directory is one record and read at once.</summary>
    public const int MostAccounts = 2_000;

    /// <summary>The member to be stored, or why not.</summary>
    /// <param name="staffId">Used unless an incomplete account of that user name has one already.</param>
    public static Outcome<StaffMember> Add(this StaffDirectory directory, AgencySettings agency, Caller caller, NewAccount account, string staffId)
    {
        if (!MayAdd(caller, agency.Id)) return Refusal.NotAllowed;
        if (!IsWellFormed(account, agency)) return Refusal.InvalidRequest;

        var existing = directory.Named(account.UserName);
        if (existing is { IsComplete: true } || IsAliasTaken(directory, account)) return Refusal.InvalidRequest;
        if (existing is null && directory.Entries.Length >= MostAccounts) return Refusal.InvalidRequest;

        return new StaffMember(
            existing?.Member.StaffId ?? staffId,
            account.UserName,
            account.Alias.Trim(),
            account.Role,
            account.Queues,
            account.Capacity);
    }

    /// <summary>Who answers in a queue; those who only watch it are not given conversations.</summary>
    public static ImmutableArray<string> AgentsOf(this StaffDirectory directory, string queue) =>
        [.. directory.Members.Where(member => member.Role == Role.Agent && member.Queues.Contains(queue)).Select(member => member.StaffId)];

    public static bool MaySeeColleagues(Caller caller, string agency) =>
        caller.Agency == agency && caller.Role is Role.Agent or Role.Supervisor or Role.Administrator or Role.System;

    private static bool MayAdd(Caller caller, string agency) =>
        caller.Agency == agency && caller.Role is Role.Administrator or Role.System;

    private static bool IsWellFormed(NewAccount account, AgencySettings agency) =>
        account.UserName.Length is >= 1 and <= LongestUserName
        && account.UserName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
        && account.Password.Length is >= ShortestPassword and <= LongestPassword
        && account.RealName.Length <= LongestRealName
        && account.Alias.Trim().Length is >= 1 and <= LongestAlias
        && account.Role is Role.Viewer or Role.Agent or Role.Supervisor or Role.RecordsOfficer or Role.Administrator or Role.Auditor
        && (account.Role != Role.Agent || !account.Queues.IsEmpty)
        && account.Queues.All(queue => agency.Queue(queue) is not null)
        && account.Queues.Distinct().Count() == account.Queues.Length
        && account.Capacity is >= 1 and <= AgentLimits.MostCapacity;

    private static bool IsAliasTaken(StaffDirectory directory, NewAccount account) =>
        directory.Entries.Any(entry =>
            string.Equals(entry.Member.Alias, account.Alias.Trim(), StringComparison.OrdinalIgnoreCase)
            && !string.Equals(entry.Member.UserName, account.UserName, StringComparison.OrdinalIgnoreCase));
}
