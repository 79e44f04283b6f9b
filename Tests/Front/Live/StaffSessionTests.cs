using Muster.Agencies;
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

    private async Task<string> SignIn() => (await _sessions.SignIn(Some.Agency, "Sam", new SignInRequest("password", Code: null, new SignInPlace("")))).Value!.Cookie;
}
