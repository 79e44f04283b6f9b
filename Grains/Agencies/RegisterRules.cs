using Muster.Identity;

namespace Muster.Agencies;

/// <summary>What may become of the register of official accounts (S94, S95, S98), and by whom. Touches nothing else.</summary>
public static class RegisterRules
{
    /// <summary>The entry of a new account. What is known of one whose making was cut short stands.</summary>
    /// <param name="staffId">Used unless an incomplete account of that user name has one already.</param>
    public static RegisterDecision Add(
        this StaffDirectory directory, AgencySettings agency, Caller caller, NewAccount account, string staffId, DateTimeOffset now)
    {
        if (!directory.IsKeptBy(caller, agency.Id) && !IsItself(caller, agency.Id)) return Refusal.NotAllowed;

        var check = new AccountCheck(directory, agency, account.UserName);
        var isRegistered = !IsItself(caller, agency.Id) || account.Registration is not null;
        check.UserName();
        check.Password(account.Password);
        check.RealName(account.RealName);
        check.Alias(account.Alias, account.Registration);
        check.Work(account.Role, account.Queues, isRegistered);
        check.Capacity(account.Capacity);
        check.Skills(account.Skills);
        check.Registration(account.Registration, before: null, agency.DayAt(now), isRequired: isRegistered);
        if (!check.Problems.IsEmpty) return check.Problems;

        var member = new StaffMember(
            directory.Named(account.UserName)?.Member.StaffId ?? staffId,
            account.UserName,
            account.Alias.Trim(),
            account.Role,
            account.Queues,
            account.Capacity)
        {
            Skills = account.Skills,
        };
        return new StaffEntry(member, IsComplete: false) { Registration = account.Registration?.Trimmed(), Created = directory.MarkOf(caller, now) };
    }

    public static RegisterDecision Change(this StaffDirectory directory, AgencySettings agency, Caller caller, ChangeAccount change, DateTimeOffset now)
    {
        if (!directory.IsKeptBy(caller, agency.Id)) return Refusal.NotAllowed;
        if (directory.Registered(change.UserName) is not { } entry) return Refusal.NotFound;

        var check = new AccountCheck(directory, agency, entry.Member.UserName);
        check.Alias(change.Alias, change.Registration);
        check.Work(change.Role, change.Queues, isRegistered: true);
        check.Capacity(change.Capacity);
        check.Skills(change.Skills ?? []);
        check.Registration(change.Registration, entry.Registration, agency.DayAt(now), isRequired: true);
        var next = entry with
        {
            Member = entry.Member with
            {
                Alias = change.Alias.Trim(),
                Role = change.Role,
                Queues = change.Queues,
                Capacity = change.Capacity,
                Skills = change.Skills ?? entry.Member.Skills,
            },
            Registration = change.Registration.Trimmed(),
        };
        if (next.Member.Alias != entry.Member.Alias)
        {
            next = next with { FormerAliases = [.. entry.FormerAliases.Remove(next.Member.Alias), entry.Member.Alias] };
            if (next.FormerAliases.Length > StaffRules.MostFormerAliases) check.Add("alias", AccountFault.RegisterFull);
        }

        if (change.Role != entry.Member.Role && entry.IsOf(caller)) check.Add("role", AccountFault.Own);
        else if (directory.WouldLoseItsKeeper(next)) check.Add("role", AccountFault.LastAdministrator);
        return check.Problems.IsEmpty ? directory.Changed(next, caller, now) : check.Problems;
    }

    public static RegisterDecision Enable(
        this StaffDirectory directory, AgencySettings agency, Caller caller, string userName, bool isEnabled, DateTimeOffset now)
    {
        if (!directory.IsKeptBy(caller, agency.Id)) return Refusal.NotAllowed;
        if (directory.Registered(userName) is not { } entry) return Refusal.NotFound;
        if (entry.IsDisabled == !isEnabled) return entry;
        if (entry.IsOf(caller)) return RegisterDecision.Wrong("status", AccountFault.Own);

        var next = entry with { IsDisabled = !isEnabled };
        return directory.WouldLoseItsKeeper(next) ? RegisterDecision.Wrong("status", AccountFault.LastAdministrator) : directory.Changed(next, caller, now);
    }

    /// <summary>Somebody has looked at it. One that the register says too little of is to be completed first.</summary>
    public static RegisterDecision Review(
        this StaffDirectory directory, AgencySettings agency, Caller caller, string userName, DateOnly nextBy, DateTimeOffset now)
    {
        if (!directory.IsKeptBy(caller, agency.Id)) return Refusal.NotAllowed;
        if (directory.Registered(userName) is not { } entry) return Refusal.NotFound;
        if (entry.Registration is not { } registration) return RegisterDecision.Wrong("purpose", AccountFault.Missing);

        var check = new AccountCheck(directory, agency, entry.Member.UserName);
        check.ReviewBy(nextBy, agency.DayAt(now));
        return check.Problems.IsEmpty
            ? directory.Changed(entry with { Registration = registration with { ReviewBy = nextBy } }, caller, now)
            : check.Problems;
    }

    public static bool MayRead(Caller caller, string agency) => caller.Agency == agency && caller.Role is Role.Administrator or Role.Auditor;

    /// <summary>Those whose making was not cut short, by user name.</summary>
    public static IEnumerable<StaffEntry> Registered(this StaffDirectory directory) =>
        directory.Entries.Where(entry => entry.IsComplete).OrderBy(entry => entry.Member.UserName, StringComparer.OrdinalIgnoreCase);

    public static StaffEntry? Registered(this StaffDirectory directory, string userName) =>
        directory.Named(userName) is { IsComplete: true } entry ? entry : null;

    /// <summary>An administrator of the agency, and one whom the register has not just disabled or given another role.</summary>
    private static bool IsKeptBy(this StaffDirectory directory, Caller caller, string agency) =>
        caller.Agency == agency
        && caller.Role == Role.Administrator
        && directory.Entries.FirstOrDefault(entry => entry.Member.StaffId == caller.StaffId) is null or { IsInUse: true, Member.Role: Role.Administrator };

    private static bool IsItself(Caller caller, string agency) => caller.Agency == agency && caller.Role == Role.System;

    private static bool WouldLoseItsKeeper(this StaffDirectory directory, StaffEntry next) =>
        directory.HasAdministrator && !directory.With(next).HasAdministrator;

    private static bool IsOf(this StaffEntry entry, Caller caller) => entry.Member.StaffId == caller.StaffId;

    private static StaffEntry Changed(this StaffDirectory directory, StaffEntry entry, Caller caller, DateTimeOffset now) =>
        entry with { Changed = directory.MarkOf(caller, now) };

    private static AccountMark MarkOf(this StaffDirectory directory, Caller caller, DateTimeOffset now) =>
        new(now, directory.Entries.FirstOrDefault(entry => entry.Member.StaffId == caller.StaffId)?.Member.UserName ?? caller.StaffId);

    private static Registration Trimmed(this Registration registration) => registration with
    {
        Purpose = registration.Purpose.Trim(),
        Officers = [.. registration.Officers.Select(officer => officer.Trim())],
    };
}
