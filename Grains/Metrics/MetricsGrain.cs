using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;
using Orleans.Storage;

namespace Muster.Metrics;

/// <summary>Keeps one <see cref="Quarter"/>: adds at once, stores now and then, because what is lost is counted again.</summary>
[GrainType("metrics")]
public sealed class MetricsGrain(
    [PersistentState("metrics", "muster")] IPersistentState<QuarterState> stored,
    TimeProvider clock,
    ILogger<MetricsGrain> log)
    : Grain, IMetricsGrain
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The whole record is rewritten, so one that holds this many counts waits twice as long, and so on.</summary>
    private const int CountsAnInterval = 20_000;

    private Quarter _quarter = new(new QuarterState());
    private DateTimeOffset _storedAt;

    /// <summary>Counted, and not surely stored.</summary>
    private HashSet<Count> _news = [];

    private bool _isBehind;

    private MetricsKey Key => MetricsKey.Parse(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _quarter = new Quarter(stored.State);
        _storedAt = clock.GetUtcNow();
        this.RegisterGrainTimer(StoreInTime, new GrainTimerCreationOptions(Interval, Interval));
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _news.Count > 0 && !_isBehind ? Store() : Task.CompletedTask;

    public Task Add(ImmutableArray<Count> counts)
    {
        foreach (var count in counts)
        {
            if (_quarter.Add(count)) _news.Add(count);
        }

        return Task.CompletedTask;
    }

    public async Task<bool> Ensure(ImmutableArray<Count> counts)
    {
        await Add(counts);
        return !counts.Any(_news.Contains);
    }

    public Task<Outcome<QuarterFigures>> Figures(Caller caller)
    {
        log.NoteForeign(GrainFactory, caller, Key.Agency, new AuditSubject(AuditSubjectKind.Figures, null));
        return Task.FromResult<Outcome<QuarterFigures>>(
            Key.MaySee(caller) ? new QuarterFigures(Key.From, _quarter.Figures) : Refusal.NotAllowed);
    }

    public Task Rebuild(ImmutableArray<Count> counts)
    {
        _quarter.ForgetConversations();
        foreach (var count in counts) _quarter.Add(count);
        return Store();
    }

    private Task StoreInTime(CancellationToken cancellationToken)
    {
        var interval = Interval * (1 + (_quarter.Size / CountsAnInterval));
        return _news.Count > 0 && clock.GetUtcNow() - _storedAt >= interval ? Store() : Task.CompletedTask;
    }

    private async Task Store()
    {
        var storing = _news;
        _news = []; // before the write: what is added while it runs is news again
        stored.State = _quarter.ToState();
        try
        {
            await stored.WriteStateAsync();
            _storedAt = clock.GetUtcNow();
        }
        catch (Exception exception)
        {
            _news.UnionWith(storing); // the timer tries again
            if (exception is InconsistentStateException)
            {
                _isBehind = true;
                DeactivateOnIdle(); // somebody else keeps this quarter
            }

            throw;
        }
    }
}
