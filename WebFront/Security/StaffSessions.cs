using System.Collections.Concurrent;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.WebFront.Security;

/// <summary>
/// Who a member of staff is, by their cookie. The account decides; its answer is believed for two seconds here, and dropped at once when
/// the session ends here. Every call of an agent renews the presence lease.
/// </summary>
public sealed class StaffSessions(IGrainFactory grains, IFrontKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);
    private const int MostRemembered = 10_000;

    private readonly Seal _seal = new(keys, "muster staff session v1");
    private readonly ConcurrentDictionary<string, (StaffMemberOf Staff, DateTimeOffset At)> _believed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _renewedAt = new(StringComparer.Ordinal);

    /// <summary>Signs in.</summary>
    /// <returns>The session, and the text of its cookie.</returns>
    public async Task<Outcome<SignedIn>> SignIn(string agency, string userName, string password)
    {
        var account = userName.ToLowerInvariant();
        var outcome = await Account(GrainKey.Of(agency, account)).SignIn(password);
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        var cookie = new StaffCookie(agency, account, outcome.Value.Id);
        return new SignedIn(new StaffMemberOf(agency, outcome.Value), _seal.Close(cookie.ToString()));
    }

    /// <summary>Who the cookie belongs to; null where the session does not hold.</summary>
    public ValueTask<StaffMemberOf?> Of(string cookie)
    {
        var now = clock.GetUtcNow();
        if (!_believed.TryGetValue(cookie, out var known) || now - known.At > BelievedFor)
            return Ask(cookie, now);

        Renew(known.Staff, now);
        return new ValueTask<StaffMemberOf?>(known.Staff);
    }

    public async Task SignOut(string cookie)
    {
        if (StaffCookie.Read(_seal.Open(cookie)) is not { } session)
            return;

        await Account(session.Account).SignOut(session.SessionId);
        _believed.TryRemove(cookie, out _);
    }

    private async ValueTask<StaffMemberOf?> Ask(string cookie, DateTimeOffset now)
    {
        if (StaffCookie.Read(_seal.Open(cookie)) is not { } session)
            return null;

        var answer = await Account(session.Account).Session(session.SessionId);
        if (!answer.IsDone)
        {
            _believed.TryRemove(cookie, out _);
            return null;
        }

        if (_believed.Count >= MostRemembered)
            _believed.Clear();
        var staff = new StaffMemberOf(session.Agency, answer.Value);
        _believed[cookie] = (staff, now);
        Renew(staff, now);
        return staff;
    }

    private void Renew(StaffMemberOf staff, DateTimeOffset now)
    {
        if (staff.Caller.Role != Role.Agent)
            return;

        var agent = GrainKey.Of(staff.Agency, staff.Member.StaffId);
        if (_renewedAt.TryGetValue(agent, out var at) && now - at < RenewEvery)
            return;

        _renewedAt[agent] = now;
        Feed.Forget(grains.GetGrain<IAgentGrain>(agent).Renew(staff.Caller));
    }

    private IAccountGrain Account(string key) => grains.GetGrain<IAccountGrain>(key);
}
