using System.Collections.Immutable;
using Muster.Agents;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>Collects what is wrong with an account, so that one answer tells everything.</summary>
/// <param name="directory">Whose names are taken.</param>
/// <param name="agency">What it asks of accounts.</param>
/// <param name="userName">Whose account it is.</param>
internal sealed class AccountCheck(StaffDirectory directory, AgencySettings agency, string userName)
{
    private readonly ImmutableArray<AccountProblem>.Builder _problems = ImmutableArray.CreateBuilder<AccountProblem>();

    public ImmutableArray<AccountProblem> Problems => _problems.ToImmutable();

    public void UserName()
    {
        if (userName.Length == 0)
            Add("username", AccountFault.Missing);
        else if (userName.Length > StaffRules.LongestUserName || !userName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'))
            Add("username", AccountFault.Malformed);
        else if (directory.Named(userName) is { IsComplete: true })
            Add("username", AccountFault.Taken);
        else if (directory.Named(userName) is null && directory.Entries.Length >= StaffRules.MostAccounts)
            Add("username", AccountFault.RegisterFull);
    }

    public void Password(string password)
    {
        if (password.Length == 0)
            Add("password", AccountFault.Missing);
        else if (password.Length is < StaffRules.ShortestPassword or > StaffRules.LongestPassword)
            Add("password", AccountFault.Malformed);
    }

    public void Alias(string alias, Registration? registration)
    {
        var trimmed = alias.Trim();
        if (trimmed.Length == 0)
            Add("alias", AccountFault.Missing);
        else if (trimmed.Length > StaffRules.LongestAlias || !PersonName.IsPlain(trimmed))
            Add("alias", AccountFault.Malformed);
        else if (directory.Entries.Any(entry => !IsOwn(entry) && entry.FormerAliases.Append(entry.Member.Alias).Any(name => PersonName.IsPlain(name) && PersonName.AreAlike(name, trimmed))))
            Add("alias", AccountFault.Taken);
        else if (registration is not null && PersonName.TellsTooMuch(trimmed, userName, registration.Email, [.. registration.Officers.Where(PersonName.IsPlain)]))
            Add("alias", AccountFault.TellsTooMuch);
    }

    /// <param name="role">Any that staff may have.</param>
    /// <param name="queues">The business areas.</param>
    /// <param name="isRegistered">Whether the register has to name them: for everybody then whose work is not the whole agency.</param>
    public void Work(Role role, ImmutableArray<string> queues, bool isRegistered)
    {
        if (role is not (Role.Viewer or Role.Agent or Role.Supervisor or Role.RecordsOfficer or Role.Administrator or Role.Auditor))
            Add("role", AccountFault.Malformed);
        if (queues.IsEmpty && (role == Role.Agent || (isRegistered && role.IsOfAreas())))
            Add("queues", AccountFault.Missing);
        else if (queues.Any(queue => agency.Queue(queue) is null))
            Add("queues", AccountFault.UnknownQueue);
        else if (queues.Distinct().Count() != queues.Length)
            Add("queues", AccountFault.Malformed);
    }

    public void Capacity(int capacity)
    {
        if (capacity is < 1 or > AgentLimits.MostCapacity)
            Add("capacity", AccountFault.Malformed);
    }

    public void Skills(ImmutableArray<SkillLevel> skills)
    {
        if (skills.Length > AgencySettingsLimits.MostSkills || skills.Any(skill => !skill.IsOne()) || skills.DistinctBy(skill => skill.Skill).Count() != skills.Length)
            Add("skills", AccountFault.Malformed);
    }

    public void RealName(string realName)
    {
        if (realName.Length > StaffRules.LongestRealName)
            Add("realName", AccountFault.Malformed);
    }

    /// <param name="registration">Null is refused where <paramref name="isRequired"/>.</param>
    /// <param name="before">What the register says now: its review date may stay as it is.</param>
    /// <param name="today">The agency's day.</param>
    /// <param name="isRequired">Whether somebody asks who has to give it.</param>
    public void Registration(Registration? registration, Registration? before, DateOnly today, bool isRequired)
    {
        if (registration is null)
        {
            if (isRequired)
                Add("purpose", AccountFault.Missing);
            return;
        }

        Purpose(registration.Purpose);
        Officers(registration.Officers, registration.IsShared);
        Email(registration.Email);
        if (registration.ReviewBy != before?.ReviewBy)
            ReviewBy(registration.ReviewBy, today);
    }

    public void ReviewBy(DateOnly by, DateOnly today)
    {
        if (by <= today || by > today.AddMonths(agency.Staff.ReviewMonths))
            Add("reviewBy", AccountFault.OutOfReach);
    }

    public void Add(string field, AccountFault fault) => _problems.Add(new AccountProblem(field, fault));

    private void Purpose(string purpose)
    {
        if (string.IsNullOrWhiteSpace(purpose))
            Add("purpose", AccountFault.Missing);
        else if (purpose.Length > StaffRules.LongestPurpose || !PersonName.IsPlain(purpose))
            Add("purpose", AccountFault.Malformed);
    }

    private void Officers(ImmutableArray<string> officers, bool isShared)
    {
        if (officers.IsEmpty || officers.Any(string.IsNullOrWhiteSpace))
            Add("officers", AccountFault.Missing);
        else if (officers.Length > StaffRules.MostOfficers || officers.Any(officer => officer.Length > StaffRules.LongestRealName || !PersonName.IsPlain(officer)))
            Add("officers", AccountFault.Malformed);
        else if (officers.DistinctBy(PersonName.KeyOf).Count() != officers.Length)
            Add("officers", AccountFault.Taken);
        else if (isShared && officers.Length < 2)
            Add("officers", AccountFault.NotSeveralPersons);
        else if (!isShared && officers.Length > 1)
            Add("officers", AccountFault.NotOnePerson);
    }

    private void Email(string email)
    {
        if (email.Length == 0)
            Add("email", AccountFault.Missing);
        else if (!EmailAddress.IsOne(email))
            Add("email", AccountFault.Malformed);
        else if (!agency.Staff.Takes(email))
            Add("email", AccountFault.NotOfficial);
    }

    private bool IsOwn(StaffEntry entry) => string.Equals(entry.Member.UserName, userName, StringComparison.OrdinalIgnoreCase);
}
