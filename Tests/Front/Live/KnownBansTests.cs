using Muster.Bans;
using Muster.Identity;
using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Live;

public sealed class KnownBansTests
{
    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly Register _register = new();
    private readonly KnownBans _bans;

    public KnownBansTests()
    {
        var (factory, cluster) = FakeGrains.Make();
        cluster.Bans[Some.Agency] = _register;
        _bans = new KnownBans(factory, _clock);
    }

    [Fact]
    public async Task A_banned_browser_is_known_until_its_time_is_over()
    {
        _register.Sessions = [new("hash", Some.Moment.AddDays(1))];

        Assert.Equal(Some.Moment.AddDays(1), await Until("hash"));
        Assert.Null(await Until("another"));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Until("hash"));
    }

    [Fact]
    public async Task A_ban_stored_under_an_older_key_of_the_fronts_still_holds()
    {
        _register.Sessions = [new("old", Some.Moment.AddDays(1))];

        Assert.NotNull(await _bans.Until(Some.Agency, ["new", "old"]));
    }

    [Fact]
    public async Task Nobody_asks_for_a_browser_that_does_not_say_which_it_is()
    {
        Assert.Null(await _bans.Until(Some.Agency, []));

        Assert.Equal(0, _register.Asked);
    }

    [Fact]
    public async Task However_many_start_it_is_asked_once_in_a_while()
    {
        for (var start = 0; start < 1_000; start++)
            await Until("hash");

        Assert.Equal(1, _register.Asked);
    }

    [Fact]
    public async Task While_it_cannot_be_asked_what_was_known_stands_and_then_everybody_may_start()
    {
        _register.Sessions = [new("hash", Some.Moment.AddDays(1))];
        Assert.NotNull(await Until("hash"));
        _register.IsAway = true;

        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.NotNull(await Until("hash"));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(await Until("hash"));
    }

    private async Task<DateTimeOffset?> Until(string hash) => await _bans.Until(Some.Agency, [hash]);

    private sealed class Register : IBanGrain
    {
        public List<BannedSession> Sessions { get; set; } = [];

        public int Asked { get; private set; }

        public bool IsAway { get; set; }

        public Task<Outcome<BansInForce>> InForce(Caller caller)
        {
            Asked++;
            return IsAway ? throw new TimeoutException("The test took it away.") : Task.FromResult<Outcome<BansInForce>>(new BansInForce([.. Sessions]));
        }

        public Task<Outcome<Ban>> Propose(Caller caller, BanProposal proposal) => throw new NotSupportedException();

        public Task<Outcome<EndedForAbuse>> Report(Caller caller, EndedForAbuse ended) => throw new NotSupportedException();

        public Task<Outcome<Ban>> Approve(Caller caller, DecideBan command) => throw new NotSupportedException();

        public Task<Outcome<Ban>> Refuse(Caller caller, DecideBan command) => throw new NotSupportedException();

        public Task<Outcome<Ban>> Lift(Caller caller, DecideBan command) => throw new NotSupportedException();

        public Task<Outcome<BanList>> List(Caller caller) => throw new NotSupportedException();
    }
}
