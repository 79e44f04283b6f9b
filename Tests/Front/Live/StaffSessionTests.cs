using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Tests.Storage;
using Muster.WebFront.Security;

namespace Muster.Tests.Front.Live;

public sealed class StaffSessionTests
{
    private readonly HandClock _clock = new();
    private readonly FakeAccount _account = new();
    private readonly FakeAgent _agent = new(GrainKey.Of(Some.Agency, Some.StaffId));
    private readonly StaffSessions _sessions;

    public StaffSessionTests()
    {
        var (grains, cluster) = FakeGrains.Make();
        cluster.Accounts[GrainKey.Of(Some.Agency, "sam")] = _account;
        cluster.Agents[GrainKey.Of(Some.Agency, Some.StaffId)] = _agent;
        _sessions = new StaffSessions(grains, new TestKeys(1), _clock);
    }

    [Fact]
    public async Task An_account_is_asked_at_most_every_two_seconds()
    {
        var cookie = await SignIn();

        for (var call = 0; call < 10; call++)
            Assert.NotNull(await _sessions.Of(cookie));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(await _sessions.Of(cookie));

        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_is_found_out_within_two_seconds()
    {
        var cookie = await SignIn();
        await _sessions.Of(cookie);
        _account.IsEnded = true;

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Null(await _sessions.Of(cookie));
    }

    [Fact]
    public async Task Every_call_renews_the_lease_and_many_calls_do_it_once_in_five_seconds()
    {
        var cookie = await SignIn();

        for (var call = 0; call < 50; call++)
            await _sessions.Of(cookie);
        var soon = _agent.Renewals;
        _clock.Advance(TimeSpan.FromSeconds(6));
        await _sessions.Of(cookie);

        Assert.Equal((1, 2), (soon, _agent.Renewals));
    }

    [Fact]
    public async Task A_cookie_of_another_front_holds_here()
    {
        var cookie = await SignIn();
        var (grains, cluster) = FakeGrains.Make();
        cluster.Accounts[GrainKey.Of(Some.Agency, "sam")] = _account;
        cluster.Agents[GrainKey.Of(Some.Agency, Some.StaffId)] = _agent;

        Assert.Equal("Sam", (await new StaffSessions(grains, new TestKeys(1), _clock).Of(cookie))?.Member.Alias);
    }

    [Fact]
    public async Task A_stream_ends_within_two_seconds_of_its_session()
    {
        var cookie = await SignIn();
        Assert.True(await _sessions.MayGoOn(cookie));
        _account.IsEnded = true;

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.False(await _sessions.MayGoOn(cookie));
    }

    [Theory]
    [InlineData(SessionState.Open, 29, true)]
    [InlineData(SessionState.Open, 31, false)]
    [InlineData(SessionState.Locked, 3, false)]
    public async Task A_stream_outlasts_the_silence_of_its_account_for_a_while(SessionState state, int seconds, bool goesOn)
    {
        var cookie = await SignIn();
        _account.State = state;
        Assert.Equal(state == SessionState.Open, await _sessions.MayGoOn(cookie));
        _account.IsBroken = true;

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(goesOn, await _sessions.MayGoOn(cookie));
    }

    [Fact]
    public async Task A_stream_whose_account_was_never_heard_of_does_not_go_on()
    {
        var cookie = await SignIn();
        _account.IsBroken = true;

        Assert.False(await _sessions.MayGoOn(cookie));
    }

    [Fact]
    public async Task A_locked_session_renews_no_lease()
    {
        var cookie = await SignIn();
        _account.State = SessionState.Locked;

        for (var call = 0; call < 3; call++)
            Assert.False((await _sessions.Whose(cookie))!.IsOpen);

        Assert.Equal(0, _agent.Renewals);
    }

    [Fact]
    public async Task A_page_that_is_opened_is_a_sign_of_somebody_where_the_session_locks_itself()
    {
        var cookie = await SignIn();
        await _sessions.Of(cookie);
        Assert.Equal(0, _account.Touched);

        _account.LocksAfter = TimeSpan.FromMinutes(5);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await _sessions.Of(cookie);

        Assert.Equal(1, _account.Touched);
    }

    [Theory]
    [InlineData(Presence.Available, Presence.Away)]
    [InlineData(Presence.Busy, Presence.Away)]
    [InlineData(Presence.Away, Presence.Away)]
    [InlineData(Presence.Offline, Presence.Offline)]
    public async Task Whoever_goes_away_is_given_nothing_new(Presence before, Presence after)
    {
        var staff = await _sessions.Of(await SignIn());
        _agent.Presence = before;

        await _sessions.GoAway(staff!);

        Assert.Equal(after, _agent.Presence);
    }

    [Fact]
    public async Task Whoever_takes_no_conversations_has_no_presence()
    {
        var (grains, cluster) = FakeGrains.Make();
        cluster.Accounts[GrainKey.Of(Some.Agency, "sam")] = new FakeAccount { Role = Role.Viewer }; // and there is no agent
        var sessions = new StaffSessions(grains, new TestKeys(1), _clock);

        var staff = await sessions.Of((await sessions.SignIn(Some.Agency, "Sam", new SignInRequest("password", Code: null, new SignInPlace("")))).Value!.Cookie);
        await sessions.GoAway(staff!);

        Assert.Equal(Role.Viewer, staff!.Caller.Role);
    }

    private async Task<string> SignIn() => (await _sessions.SignIn(Some.Agency, "Sam", new SignInRequest("password", Code: null, new SignInPlace("")))).Value!.Cookie;
}
