using Muster.Auditing;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>
/// What a front refuses by itself, told to the audit log of the agency whose credentials were shown. Nobody waits for it. However many requests are
/// refused, a bounded number of lines is sent: the first of a kind at once, those after it counted for ten seconds, and too many kinds as one.
/// </summary>
internal sealed class RefusalNotes : IHostedService, IDisposable
{
    public static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    /// <summary>Different ones of an agency within <see cref="Together"/>: one agency's attacker never hides what was refused in another.</summary>
    public const int MostApart = 50;

    private readonly IGrainFactory _grains;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Dictionary<string, Dictionary<AuditEvent, int>> _counts = [];

    public RefusalNotes(IGrainFactory grains, TimeProvider clock)
    {
        _grains = grains;
        _timer = clock.CreateTimer(_ => Live.Feed.Forget(Tell()), null, Together, Together);
    }

    public void Note(Caller caller, AuditSubject asked, string reason)
    {
        var refused = new AuditEvent(AuditAction.Refused, AuditActor.Of(caller), asked, AuditOutcome.Refused, reason);
        lock (_gate)
        {
            if (!_counts.TryGetValue(caller.Agency, out var counts))
                _counts[caller.Agency] = counts = [];
            if (!counts.ContainsKey(refused) && counts.Count >= MostApart)
                refused = refused with { Actor = AuditActor.Nobody(caller.Agency), Subject = asked with { Id = null }, Reason = "several" };
            if (counts.TryGetValue(refused, out var count))
            {
                counts[refused] = count + 1;
                return;
            }

            counts[refused] = 0;
        }

        Live.Feed.Forget(_grains.GetGrain<IAuditGrain>(caller.Agency).Record(refused));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was counted is told while the grains can still be reached, which they cannot when this is disposed of.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Tell().WaitAsync(cancellationToken);
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            // As with every other: a front stops also when nobody can be told.
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task Tell()
    {
        Dictionary<string, Dictionary<AuditEvent, int>> told;
        lock (_gate)
            (told, _counts) = (_counts, []);
        await Task.WhenAll(
            from agency in told
            from counted in agency.Value
            where counted.Value > 0
            select _grains.GetGrain<IAuditGrain>(agency.Key).Record(counted.Key with { Count = counted.Value }));
    }
}
