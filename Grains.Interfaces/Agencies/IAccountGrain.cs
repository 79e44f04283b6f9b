using Muster.Identity;

namespace Muster.Agencies;

/// <summary>
/// How one member of staff signs in, key <c>agency/username</c> in lower case. Whoever knows a session's id is the member; what a caller is
/// named for is an administrator's of this agency, and refused to others.
/// </summary>
[Alias("Muster.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Sets the account up; only the agency's grain calls it. Idempotent for the same staff id.</summary>
    Task Create(StaffMember member, string realName, string password);

    /// <summary>Signs in by a password alone, from nowhere in particular: as <see cref="Enter"/>.</summary>
    Task<Outcome<StaffSession>> SignIn(string password);

    /// <summary>
    /// Signs in; refused alike for a wrong password and for no such account, and as needing a code, or
    /// of a shared account the name of one it lists, once the password was right. Slowed down
    /// after repeated failures: those on a trusted device by themselves, all others together.
    /// </summary>
    Task<Outcome<StaffSession>> Enter(SignInRequest request);

    /// <summary>Signs in by what the agency's identity provider has signed; anything wrong with it is refused alike. Each assertion counts once.</summary>
    /// <param name="code">As in <see cref="SignInRequest"/>, for those of whom a second factor is wanted that the assertion does not tell of.</param>
    Task<Outcome<StaffSession>> EnterByAssertion(string assertion, string? code, SignInPlace place);

    /// <summary>Whether the session still holds, and for whom.</summary>
    Task<Outcome<StaffSession>> Session(string sessionId);

    /// <summary>Ends the session. Repeating it is harmless.</summary>
    Task SignOut(string sessionId);

    /// <summary>Takes over what the register says now; only the agency's grain calls it. Disabled or in a new role, all sessions end. Idempotent.</summary>
    Task Stand(AccountStanding standing);

    /// <summary>The day (UTC) somebody last signed in; null where none is on record.</summary>
    Task<DateOnly?> LastSignInOn();

    /// <summary>The session's user is there.</summary>
    Task<Outcome<StaffSession>> Touch(string sessionId);

    /// <summary>Locks the session. Repeating it is harmless.</summary>
    Task<Outcome<StaffSession>> Lock(string sessionId);

    /// <summary>Opens a locked session again, by the password or by a code; ten failures end it.</summary>
    Task<Outcome<StaffSession>> Unlock(string sessionId, string? password, string? code);

    /// <summary>Changes the password and ends all other sessions; ten wrong ones end this one too.</summary>
    Task<Outcome<StaffSession>> ChangePassword(string sessionId, string password, string newPassword);

    /// <summary>A new second factor, which counts once a code of it was shown.</summary>
    Task<Outcome<FactorSecret>> BeginSecondFactor(string sessionId, string password);

    /// <summary>The first code of the new second factor: from now on it is asked for, and all other sessions end.</summary>
    Task<Outcome<RecoveryCodeList>> ConfirmSecondFactor(string sessionId, string code);

    /// <summary>New recovery codes; the old ones are worth nothing.</summary>
    Task<Outcome<RecoveryCodeList>> RenewRecoveryCodes(string sessionId, string password);

    /// <summary>What the owner of the session may know about the account.</summary>
    Task<Outcome<AccountSecurity>> OwnSecurity(string sessionId);

    /// <summary>Ends another session of the same account; without a handle all others, and no other device is trusted any more.</summary>
    Task<Outcome<AccountSecurity>> EndOthers(string sessionId, string? handle);

    /// <summary>The same, for administrators.</summary>
    Task<Outcome<AccountSecurity>> Security(Caller caller);

    /// <summary>Ends a session; without a handle all of them, and no device is trusted any more (S96).</summary>
    Task<Outcome<AccountSecurity>> EndSessions(Caller caller, string? handle);

    /// <summary>Takes the second factor away from somebody who has lost it, and ends all sessions. Where one is a must, the next sign-in sets up another. Not one's own.</summary>
    Task<Outcome<AccountSecurity>> ResetSecondFactor(Caller caller);

    /// <summary>A password that the next sign-in must change, 8 to 200 characters; ends all sessions and trusts no device. Not one's own.</summary>
    Task<Outcome<AccountSecurity>> ResetPassword(Caller caller, string password);
}
