using System.Collections.Concurrent;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.WebFront.Security;

/// <summary>
/// Who a member of staff is, by their cookie. The account decides; its answer is believed for two seconds here, and dropped at once when
/// the session ends or changes here. Every call of an agent renews the presence lease; a locked session's only where its user's page says that it is still there.
/// </summary>
public sealed class StaffSessions(IGrainFactory grains, IFrontKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a stream goes on whose account cannot be asked, such as while a node of the cluster is replaced.</summary>
    private static readonly TimeSpan StreamsOutlastSilence = TimeSpan.FromSeconds(30);

    private const int MostRemembered = 10_000;

    private readonly Seal _seal = new(keys, "muster staff session v1");
    private readonly ConcurrentDictionary<string, (StaffMemberOf Staff, DateTimeOffset At)> _believed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _renewedAt = new(StringComparer.Ordinal);

    /// <summary>Signs in by password and, where one is wanted, a code.</summary>
    /// <returns>The session, and the text of its cookie.</returns>
    public Task<Outcome<SignedIn>> SignIn(string agency, string userName, SignInRequest request) =>
        Enter(agency, userName.ToLowerInvariant(), account => account.Enter(request));

    /// <summary>Signs in by what the agency's identity provider has signed.</summary>
    public Task<Outcome<SignedIn>> SignIn(string agency, string userName, string assertion, string? code, SignInPlace place) =>
        Enter(agency, userName, account => account.EnterByAssertion(assertion, code, place));

    /// <summary>Who opens a page with this cookie, which is a sign of them; null where the session does not hold, is locked, or has something else to do first.</summary>
    public async ValueTask<StaffMemberOf?> Of(string cookie)
    {
        if (await Whose(cookie) is not { IsOpen: true } staff)
            return null;

        if (staff.Session.LocksAfter is not null)
            await Ask(cookie, (account, id) => account.Touch(id));
        return staff;
    }

    /// <summary>Who the cookie belongs to, whatever the session may do; null where it does not hold.</summary>
    public ValueTask<StaffMemberOf?> Whose(string cookie)
    {
        var now = clock.GetUtcNow();
        if (!_believed.TryGetValue(cookie, out var known) || now - known.At > BelievedFor)
            return Ask(cookie, now);

        if (known.Staff.IsOpen)
            Renew(known.Staff, now);
        return new ValueTask<StaffMemberOf?>(known.Staff);
    }

    /// <summary>Whether a stream of this session may go on. It renews no lease: an open stream alone is nobody at work.</summary>
    public async ValueTask<bool> MayGoOn(string cookie)
    {
        var now = clock.GetUtcNow();
        if (_believed.TryGetValue(cookie, out var known) && now - known.At <= BelievedFor)
            return known.Staff.IsOpen;

        try
        {
            return await Look(cookie, now) is { IsOpen: true };
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            return known.Staff is { IsOpen: true } && now - known.At <= StreamsOutlastSilence;
        }
    }

    /// <summary>Asks the account of a session for something, with the session's id as proof.</summary>
    /// <returns>What it answered; not signed in where the cookie is none of ours.</returns>
    public async Task<Outcome<T>> Ask<T>(string cookie, Func<IAccountGrain, string, Task<Outcome<T>>> ask)
        where T : class
    {
        if (StaffCookie.Read(_seal.Open(cookie)) is not { } session)
            return Refusal.NotSignedIn;

        var outcome = await ask(Account(session.Account), session.SessionId);
        Forget(session.Agency, session.UserName);
        return outcome;
    }

    public async Task SignOut(string cookie)
    {
        if (StaffCookie.Read(_seal.Open(cookie)) is not { } session)
            return;

        await Account(session.Account).SignOut(session.SessionId);
        _believed.TryRemove(cookie, out _);
    }

    /// <summary>A locked page that is still there keeps what its user holds.</summary>
    public void StillThere(StaffMemberOf staff) => Renew(staff, clock.GetUtcNow());

    /// <summary>Nobody sits there for now: what they hold stays theirs, and they are given nothing new.</summary>
    public async Task GoAway(StaffMemberOf staff)
    {
        if (staff.Caller.Role is not (Role.Agent or Role.Supervisor))
            return;

        var agent = grains.GetGrain<IAgentGrain>(AgentOf(staff));
        if (await agent.Renew(staff.Caller) is { Value.Presence: Presence.Available or Presence.Busy })
            await agent.SetPresence(staff.Caller, new SetPresence(Presence.Away, Capacity: null));
    }

    /// <summary>What is believed of an account's sessions is asked anew: something about them has changed here.</summary>
    public void Forget(string agency, string userName)
    {
        var account = GrainKey.Of(agency, userName.ToLowerInvariant());
        foreach (var (cookie, (staff, _)) in _believed)
        {
            if (staff.Account == account)
                _believed.TryRemove(cookie, out _);
        }
    }

    private async Task<Outcome<SignedIn>> Enter(string agency, string userName, Func<IAccountGrain, Task<Outcome<StaffSession>>> enter)
    {
        var cookie = new StaffCookie(agency, userName, SessionId: "");
        var outcome = await enter(Account(cookie.Account));
        if (!outcome.IsDone)
            return outcome.Refusal.Value;

        cookie = cookie with { SessionId = outcome.Value.Id };
        return new SignedIn(new StaffMemberOf(agency, cookie.Account, outcome.Value), _seal.Close(cookie.ToString()));
    }

    private async ValueTask<StaffMemberOf?> Ask(string cookie, DateTimeOffset now)
    {
        if (await Look(cookie, now) is not { } staff)
            return null;

        if (staff.IsOpen)
            Renew(staff, now);
        return staff;
    }

    private async ValueTask<StaffMemberOf?> Look(string cookie, DateTimeOffset now)
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
        var staff = new StaffMemberOf(session.Agency, session.Account, answer.Value);
        _believed[cookie] = (staff, now);
        return staff;
    }

    private void Renew(StaffMemberOf staff, DateTimeOffset now)
    {
        if (staff.Caller.Role is not (Role.Agent or Role.Supervisor))
            return;

        var agent = AgentOf(staff);
        if (_renewedAt.TryGetValue(agent, out var at) && now - at < RenewEvery)
            return;

        _renewedAt[agent] = now;
        Feed.Forget(grains.GetGrain<IAgentGrain>(agent).Renew(staff.Caller));
    }

    private static string AgentOf(StaffMemberOf staff) => GrainKey.Of(staff.Agency, staff.Member.StaffId);

    private IAccountGrain Account(string key) => grains.GetGrain<IAccountGrain>(key);
}
