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

    public static Account With(this Account account, StaffSession session, DateTimeOffset now)
    {
        var current = account.Sessions.Where(signedIn => signedIn.Until > now).TakeLast(MostSessions - 1);
        return account with { Sessions = [.. current, new SignedIn(Digest(session.Id), session.Until)] };
    }

    public static Account Without(this Account account, string sessionId) =>
        account with { Sessions = account.Sessions.RemoveAll(signedIn => signedIn.Digest == Digest(sessionId)) };

    public static Outcome<StaffSession> Session(this Account account, string sessionId, DateTimeOffset now) =>
        account.Member is { } member && account.Sessions.FirstOrDefault(signedIn => signedIn.Digest == Digest(sessionId)) is { } found && found.Until > now
            ? new StaffSession(sessionId, member, found.Until)
            : Refusal.NotSignedIn;

    private static string Digest(string sessionId) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)));
}
