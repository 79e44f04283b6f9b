using Muster.Identity;

namespace Muster.Agencies;

/// <summary>How one member of staff signs in, key <c>agency/username</c> in lower case.</summary>
[Alias("Muster.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Sets the account up; only the agency's grain calls it. Idempotent for the same staff id.</summary>
    Task Create(StaffMember member, string realName, string password);

    /// <summary>Signs in; refused alike for a wrong password and for no such account. Slowed down after repeated failures.</summary>
    Task<Outcome<StaffSession>> SignIn(string password);

    /// <summary>Whether the session still holds, and for whom.</summary>
    Task<Outcome<StaffSession>> Session(string sessionId);

    /// <summary>Ends the session. Repeating it is harmless.</summary>
    Task SignOut(string sessionId);

    /// <summary>Takes over what the register says now; only the agency's grain calls it. Disabled or in a new role, all sessions end. Idempotent.</summary>
    Task Stand(AccountStanding standing);

    /// <summary>The day (UTC) somebody last signed in; null where none is on record.</summary>
    Task<DateOnly?> LastSignInOn();
}
