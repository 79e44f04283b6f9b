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

    /// <summary>One member of staff.</summary>
    Task<Outcome<StaffMember>> Member(string staffId);

    /// <summary>Colleagues a conversation may be handed to; for staff of this agency.</summary>
    Task<Outcome<StaffList>> Colleagues(Caller caller);

    /// <summary>The agent of that user name, for a transfer.</summary>
    Task<Outcome<StaffMember>> AgentNamed(string userName);

    /// <summary>Makes an account; for administrators and the first start. The same user name again is refused as invalid.</summary>
    Task<Outcome<StaffMember>> AddAccount(Caller caller, NewAccount account);
}
