using System.Security.Cryptography;
using System.Text;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>What becomes of an account and its sessions.</summary>
public static class AccountRules
{
    /// <summary>A session ends by itself after a long working day.</summary>
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Devices signed in at once; the oldest gives way.</summary>
    public const int MostSessions = 20;

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

    public static Account With(this Account account, StaffSession session, DateTimeOffset now)
    {
        var current = account.Sessions.Where(signedIn => signedIn.Until > now).TakeLast(MostSessions - 1);
        return account with { Sessions = [.. current, new SignedIn(Digest(session.Id), session.Until)], LastSignInOn = DateOnly.FromDateTime(now.UtcDateTime) };
    }

    public static Account Without(this Account account, string sessionId) =>
        account with { Sessions = account.Sessions.RemoveAll(signedIn => signedIn.Digest == Digest(sessionId)) };

    public static Outcome<StaffSession> Session(this Account account, string sessionId, DateTimeOffset now) =>
        account is { IsDisabled: false, Member: { } member } && account.Sessions.FirstOrDefault(signedIn => signedIn.Digest == Digest(sessionId)) is { } found && found.Until > now
            ? new StaffSession(sessionId, member, found.Until)
            : Refusal.NotSignedIn;

    private static string Digest(string sessionId) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)));
}
