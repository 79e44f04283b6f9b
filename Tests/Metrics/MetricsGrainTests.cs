#if ENGINE_EMBEDDED
using Muster.Identity;
using Muster.Metrics;
using Muster.Tests.Agencies;

namespace Muster.Tests.Metrics;

/// <summary>Figures on the engine.</summary>
public sealed class MetricsGrainTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    private IMetricsGrain Quarter => _house.Grain<IMetricsGrain>("demo/general/2026-11-23T10:15");

    [Fact]
    public void A_minute_of_counting_writes_at_most_every_five_seconds()
    {
        var writes = _house.Storage.Writes;

        for (var second = 0; second < 60; second++)
        {
            _house.Do(() => Quarter.Add([Queued(second)]));
            _house.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_house.Storage.Writes - writes, 10, 13);
    }

    [Fact]
    public void What_was_counted_is_stored_when_the_grain_goes()
    {
        _house.Do(() => Quarter.Add([Queued(1), Queued(2)]));
        _house.Pass(TimeSpan.FromSeconds(1));

        _house.Retire(Quarter);

        Assert.Equal(2, Number());
    }

    [Fact]
    public void A_write_that_fails_is_tried_again()
    {
        _house.Do(() => Quarter.Add([Queued(1)]));
        _house.Storage.FailNextWriteOf("metrics");
        _house.Pass(TimeSpan.FromSeconds(6));

        _house.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(1, _house.Storage.Writes);
        Assert.Equal(1, Number());
    }

    [Fact]
    public void A_count_is_sure_once_it_is_stored()
    {
        var atOnce = _house.Do(() => Quarter.Ensure([Queued(1), Queued(2)]));
        _house.Pass(TimeSpan.FromSeconds(6));
        var stored = _house.Do(() => Quarter.Ensure([Queued(1), Queued(2)]));
        var withNews = _house.Do(() => Quarter.Ensure([Queued(2), Queued(3)]));
        var besideNews = _house.Do(() => Quarter.Ensure([Queued(1), Queued(2)]));

        Assert.Equal((false, true, false, true), (atOnce, stored, withNews, besideNews));
        Assert.Equal(3, Number());
    }

    [Fact]
    public void A_count_is_not_sure_while_it_cannot_be_stored()
    {
        _house.Do(() => Quarter.Add([Queued(1)]));
        _house.Storage.FailNextWriteOf("metrics");
        _house.Pass(TimeSpan.FromSeconds(6));
        var refused = _house.Do(() => Quarter.Ensure([Queued(1)]));

        _house.Pass(TimeSpan.FromSeconds(6));

        Assert.False(refused);
        Assert.True(_house.Do(() => Quarter.Ensure([Queued(1)])));
    }

    [Fact]
    public void Rebuilding_counts_anew()
    {
        _house.Do(() => Quarter.Add([Queued(1), Queued(2)]));
        _house.Pass(TimeSpan.FromSeconds(1));

        _house.Do(() => Quarter.Rebuild([Queued(2), Queued(3), Queued(3), Queued(4)]));

        Assert.Equal(3, Number());
    }

    [Fact]
    public void Another_agency_sees_no_figures() =>
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Quarter.Figures(Caller.Staff(Role.Supervisor, "other", "s", ["general"]))).Refusal);

    public void Dispose() => _house.Dispose();

    private int Number() =>
        _house.Do(() => Quarter.Figures(Caller.Staff(Role.Supervisor, "demo", "s", ["general"]))).Value!.Figures[Counted.Queued].Number;

    private static Count Queued(int conversation) => new($"demo/c{conversation}", 2, Counted.Queued, 0);
}
#endif
