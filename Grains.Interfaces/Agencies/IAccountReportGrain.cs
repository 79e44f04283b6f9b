using Muster.Identity;

namespace Muster.Agencies;

/// <summary>
/// Reads an agency's register together with when each account was last used, key <c>agency</c>. Apart from the agency's own grain, so
/// that a long report keeps nobody else waiting. Keeps nothing.
/// </summary>
[Alias("Muster.IAccountReportGrain")]
public interface IAccountReportGrain : IGrainWithStringKey
{
    /// <summary>All accounts; for administrators and auditors of this agency.</summary>
    Task<Outcome<AccountReport>> Read(Caller caller);

    /// <summary>The one account of that user name; for the same.</summary>
    Task<Outcome<AccountLine>> ReadOne(Caller caller, string userName);
}
