using Muster.Identity;

namespace Muster.Agencies;

/// <summary>One agency, key <c>agency</c>: its settings, its hours and the list of its staff.</summary>
[Alias("Muster.IAgencyGrain")]
public interface IAgencyGrain : IGrainWithStringKey
{
    /// <summary>As anybody may see it.</summary>
    Task<Outcome<AgencyView>> Look();

    /// <summary>Who serves a queue.</summary>
    Task<Outcome<QueueStaffing>> Staffing(string queue);

    /// <summary>One member of staff who may sign in.</summary>
    Task<Outcome<StaffMember>> Member(string staffId);

    /// <summary>Colleagues a conversation may be handed to; for staff of this agency.</summary>
    Task<Outcome<StaffList>> Colleagues(Caller caller);

    /// <summary>When its queues are open in the next <see cref="AgencyCalendar.Days"/> days; for staff of this agency.</summary>
    Task<Outcome<AgencyCalendar>> Calendar(Caller caller);

    /// <summary>The agent of that user name, for a transfer.</summary>
    Task<Outcome<StaffMember>> AgentNamed(string userName);

    /// <summary>
    /// A supervisor lends an agent of one of their queues to another of theirs for a time, or takes them back (S47); recorded in the audit log before it happens. Not found
    /// for an agent who shares no queue with them.
    /// </summary>
    Task<Outcome<StaffMember>> Lend(Caller caller, LendAgent command);

    /// <summary>Makes an account; for administrators and the first start. The same user name again is refused as invalid.</summary>
    Task<Outcome<StaffMember>> AddAccount(Caller caller, NewAccount account);

    /// <summary>The same, and says which field is wrong. An administrator gives all that the register asks for (S94); a start may leave it out.</summary>
    Task<Outcome<RegisterAnswer>> Register(Caller caller, NewAccount account);

    /// <summary>The register of accounts; for administrators and auditors of this agency.</summary>
    Task<Outcome<AccountList>> Accounts(Caller caller);

    /// <summary>Changes an account; for administrators. A new role ends its sessions.</summary>
    Task<Outcome<RegisterAnswer>> ChangeAccount(Caller caller, ChangeAccount change);

    /// <summary>Lets an account sign in, or no longer; for administrators. Disabled, its sessions end and what it holds goes back to the line. Idempotent.</summary>
    Task<Outcome<RegisterAnswer>> EnableAccount(Caller caller, string userName, bool isEnabled);

    /// <summary>An administrator has looked at an account, and says by when somebody is to do so again.</summary>
    Task<Outcome<RegisterAnswer>> ReviewAccount(Caller caller, string userName, DateOnly nextBy);
}
