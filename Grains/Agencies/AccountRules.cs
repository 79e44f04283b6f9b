using System.Security.Cryptography;
using System.Text;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>What becomes of an account, its sessions and its devices.</summary>
public static class AccountRules
{
    /// <summary>Sessions at once; the oldest gives way.</summary>
    public const int MostSessions = 20;

    /// <summary>Trusted devices at once; the one that was not used for longest gives way.</summary>
    public const int MostDevices = 20;

    /// <summary>Signs of a session's user are written so often at most: a node that is lost locks that much too early, never too late.</summary>
    public static readonly TimeSpan ActivityIsKeptEvery = TimeSpan.FromMinutes(4);

    public static string KeyOf(string agency, string userName) => GrainKey.Of(agency, userName.ToLowerInvariant());

    /// <summary>Sets it up, or again for the same member; that ends all sessions.</summary>
    public static Account For(this Account account, StaffMember member, string realName, string passwordHash) =>
        account.Member is { } other && other.StaffId != member.StaffId
            ? throw new InvalidOperationException($"The account of {other.StaffId} cannot become that of {member.StaffId}.")
            : new Account { Member = member, RealName = realName, PasswordHash = passwordHash };

    /// <summary>As the register says now. Whoever may no longer sign in, or is to be somebody else, has no session any more.</summary>
    public static Account Stand(this Account account, AccountStanding standing) =>
        account.Member is not { } member || member.StaffId != standing.Member.StaffId
            ? throw new InvalidOperationException($"The account is not that of {standing.Member.StaffId}.")
            : account with
            {
                Member = standing.Member,
                IsDisabled = !standing.IsEnabled,
                Persons = standing.Persons,
                Sessions = standing.IsEnabled && standing.Member.Role == member.Role ? account.Sessions : [],
            };

    /// <summary>Whether the register lets this person use it: of a shared account one of those it lists, of any other whoever knows the password (S95).</summary>
    /// <param name="person">As named at sign-in; null for nobody.</param>
    public static bool Admits(this Account account, string? person) =>
        !account.IsDisabled
        && (account.Persons.IsEmpty || (person is not null && PersonName.IsPlain(person) && account.Persons.Any(listed => PersonName.AreAlike(listed, person))));

    public static Account With(this Account account, SignedIn session, DateTimeOffset now)
    {
        var current = account.Sessions.Where(signedIn => signedIn.Until > now).TakeLast(MostSessions - 1);
        return account with { Sessions = [.. current, session], LastSignInOn = DateOnly.FromDateTime(now.UtcDateTime) };
    }

    public static Account With(this Account account, KnownDevice device, DateTimeOffset now, TimeSpan trustedFor)
    {
        var others = account.Devices.Where(known => known.Digest != device.Digest && known.UsedAt + trustedFor > now);
        return account with { Devices = [.. others.OrderBy(known => known.UsedAt).TakeLast(MostDevices - 1), device] };
    }

    /// <summary>In the place of the session with the same digest.</summary>
    public static Account Updated(this Account account, SignedIn session) =>
        account with { Sessions = [.. account.Sessions.Select(signedIn => signedIn.Digest == session.Digest ? session : signedIn)] };

    public static Account Updated(this Account account, KnownDevice device) =>
        account with { Devices = [.. account.Devices.Select(known => known.Digest == device.Digest ? device : known)] };

    public static Account Without(this Account account, string sessionId) =>
        account with { Sessions = account.Sessions.RemoveAll(signedIn => signedIn.Digest == Digest(sessionId)) };

    /// <summary>Without the session of that handle; without a handle none but <paramref name="kept"/> is left, and no device but its own is trusted.</summary>
    public static Account Ended(this Account account, string? handle, SignedIn? kept = null) => handle is not null
        ? account with { Sessions = account.Sessions.RemoveAll(signedIn => signedIn.Handle == handle && signedIn.Digest != kept?.Digest) }
        : account with
        {
            Sessions = account.Sessions.RemoveAll(signedIn => signedIn.Digest != kept?.Digest),
            Devices = account.Devices.RemoveAll(device => kept?.Device is null || device.Digest != kept.Device),
        };

    /// <summary>The session of that id; null where it has ended or there never was one.</summary>
    public static SignedIn? Find(this Account account, string sessionId, DateTimeOffset now)
    {
        if (account.Member is null || account.IsDisabled) return null;

        var digest = Digest(sessionId);
        return account.Sessions.FirstOrDefault(signedIn => signedIn.Digest == digest && signedIn.Until > now);
    }

    /// <summary>The device that keeps this secret; null where it is not trusted, or was not used for too long.</summary>
    public static KnownDevice? Device(this Account account, string? secret, DateTimeOffset now, TimeSpan trustedFor)
    {
        if (secret is null) return null;

        var digest = Digest(secret);
        return account.Devices.FirstOrDefault(device => device.Digest == digest && device.UsedAt + trustedFor > now);
    }

    /// <summary>What the session may do now.</summary>
    public static SessionState StateOf(this Account account, SignedIn session, SignInSettings settings, DateTimeOffset now) =>
        session.IsLocked(settings, now) ? SessionState.Locked
        : account.IsPasswordDue ? SessionState.PasswordDue
        : !session.HasSecondFactor && settings.WantsSecondFactor(account.Member!.Role) ? SessionState.SecondFactorDue
        : SessionState.Open;

    /// <summary>As the front knows it.</summary>
    public static StaffSession View(this Account account, SignedIn session, string sessionId, SignInSettings settings, DateTimeOffset now) =>
        new(sessionId, account.Member!, session.Until)
        {
            State = account.StateOf(session, settings, now),
            Handle = session.Handle,
            HasSecondFactor = account.SecondFactor is not null,
            LocksAfter = session.ActiveAt is null ? null : settings.LocksAfter(),
            IsTrusted = session.Device is not null,
        };

    public static bool IsLocked(this SignedIn session, SignInSettings settings, DateTimeOffset now) =>
        session.LockedAt is not null || (session.ActiveAt is { } active && settings.LocksAfter() is { } idle && now - active >= idle);

    public static bool WantsSecondFactor(this SignInSettings settings, Role role) =>
        settings.SecondFactor == SecondFactorPolicy.Required || settings.SecondFactorRoles.Contains(role);

    public static TimeSpan? LocksAfter(this SignInSettings settings) =>
        settings.IdleLockMinutes == 0 ? null : TimeSpan.FromMinutes(settings.IdleLockMinutes);

    public static AccountSecurity Security(this Account account, SignInSettings settings, DateTimeOffset now, SignedIn? own = null) => new(
        account.SecondFactor is not null,
        account.SecondFactor?.RecoveryCodes.Length ?? 0,
        account.IsPasswordDue,
        [.. account.Sessions.Where(session => session.Until > now).Select(session => new SessionView(
            session.Handle,
            session.Since ?? DateTimeOffset.UnixEpoch,
            session.SeenAt ?? session.Since ?? DateTimeOffset.UnixEpoch,
            session.Until,
            session.Label,
            session.Device is not null,
            session.IsLocked(settings, now),
            session.Digest == own?.Digest))],
        [.. account.Devices.Select(device => new DeviceView(device.Handle, device.Label, device.Since, device.UsedAt))]);

    /// <summary>Who may look after other people's accounts.</summary>
    public static bool MayLookAfter(Caller caller, string agency) =>
        caller.Agency == agency && caller.Role is Role.Administrator or Role.System;

    /// <summary>
    /// Whether what they sign in with may be taken away or set without being shown: not one's own, or whoever finds a session open has the account
    /// (OWASP ASVS 5.0, 7.5.1).
    /// </summary>
    public static bool MayReset(this Account account, Caller caller) => caller.StaffId is null || account.Member?.StaffId != caller.StaffId;

    public static string Digest(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>64 bits that name what has this digest, and tell nothing of what it is the digest of.</summary>
    public static string HandleOf(string digest) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digest)))[..16];
}
