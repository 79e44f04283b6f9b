using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>
/// What the register of official accounts says of an account besides what it may do (S94, S95, S98). Its business areas are the queues of
/// its <see cref="StaffMember"/>.
/// </summary>
/// <param name="Purpose">What it is for; 1 to 300 characters.</param>
/// <param name="Officers">
/// Who is authorised to use it: one person, or every person of a shared account; 1 to 200 characters each, given name first. For
/// administrators and auditors alone.
/// </param>
/// <param name="Email">The official address, in one of the agency's domains where it names any; at most 254 characters (RFC 5321).</param>
/// <param name="ReviewBy">By which day somebody looks at it again, local to the agency; at most <see cref="StaffPolicy.ReviewMonths"/> ahead when it is set.</param>
/// <param name="IsShared">Whether several persons use it: 2 to 20 then, each of whom is named at sign-in.</param>
[GenerateSerializer, Immutable, Alias("muster.registration")]
public sealed record Registration(string Purpose, ImmutableArray<string> Officers, string Email, DateOnly ReviewBy, bool IsShared = false);

/// <summary>An account as the register has it.</summary>
/// <param name="Member">What it may do.</param>
/// <param name="Registration">Null for one that was made before there was a register, or by a start without it.</param>
/// <param name="IsEnabled">Whether it may sign in.</param>
/// <param name="Created">Null for one from before the register.</param>
/// <param name="Changed">The last change or review; null for none.</param>
[GenerateSerializer, Immutable, Alias("muster.registered-account")]
public sealed record RegisteredAccount(StaffMember Member, Registration? Registration, bool IsEnabled, AccountMark? Created, AccountMark? Changed);

/// <summary>Who did something to an account, and when.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">The user name; null for Muster itself at a start.</param>
[GenerateSerializer, Immutable, Alias("muster.account-mark")]
public sealed record AccountMark(DateTimeOffset At, string? By);

/// <summary>What an account shall be from now on; the user name and the staff id stay.</summary>
/// <param name="UserName">Whose.</param>
/// <param name="Alias">As in <see cref="NewAccount"/>; one that was ever another person's is refused.</param>
/// <param name="Role">Any that staff may have; nobody changes their own.</param>
/// <param name="Queues">As in <see cref="NewAccount"/>.</param>
/// <param name="Capacity">As in <see cref="NewAccount"/>.</param>
/// <param name="Registration">All of it; a review date that is not changed may have passed.</param>
[GenerateSerializer, Immutable, Alias("muster.change-account")]
public sealed record ChangeAccount(
    string UserName,
    string Alias,
    Identity.Role Role,
    ImmutableArray<string> Queues,
    int Capacity,
    Registration Registration)
{
    /// <summary>As in <see cref="NewAccount"/>; null leaves them.</summary>
    [Id(0)] public ImmutableArray<SkillLevel>? Skills { get; init; }
}

/// <summary>What came of a command to the register: the account as it is now, or what is wrong with which field.</summary>
/// <param name="Account">Null where something is wrong; then nothing was changed.</param>
/// <param name="Problems">Nothing where all is well.</param>
[GenerateSerializer, Immutable, Alias("muster.register-answer")]
public sealed record RegisterAnswer(RegisteredAccount? Account, ImmutableArray<AccountProblem> Problems);

/// <summary>What is wrong with a field of an account.</summary>
/// <param name="Field">As the public contract spells it, such as <c>userName</c> or <c>officers</c>.</param>
/// <param name="Fault">What is wrong; the wording for people is the front's.</param>
[GenerateSerializer, Immutable, Alias("muster.account-problem")]
public sealed record AccountProblem(string Field, AccountFault Fault);

/// <summary>What may be wrong with a field of an account.</summary>
public enum AccountFault
{
    /// <summary>It must be given.</summary>
    Missing,

    /// <summary>It is outside its limits, or has letters it may not have.</summary>
    Malformed,

    /// <summary>Another account has it, or has had it.</summary>
    Taken,

    /// <summary>It would tell citizens more than an alias may: a family name or the user name.</summary>
    TellsTooMuch,

    /// <summary>The agency has no queue of that id.</summary>
    UnknownQueue,

    /// <summary>It is in none of the agency's domains.</summary>
    NotOfficial,

    /// <summary>It is not after today, or further ahead than the agency allows.</summary>
    OutOfReach,

    /// <summary>An account that is not shared is one person's.</summary>
    NotOnePerson,

    /// <summary>A shared account names at least two persons.</summary>
    NotSeveralPersons,

    /// <summary>Nobody changes the role or the status of their own account.</summary>
    Own,

    /// <summary>The agency would be left without an administrator who may sign in.</summary>
    LastAdministrator,

    /// <summary>There is no room: the agency has as many accounts as it may, or the member has had as many names.</summary>
    RegisterFull,
}
