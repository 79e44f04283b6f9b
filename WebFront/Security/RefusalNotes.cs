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

    /// <summary>Different ones within <see cref="Together"/>.</summary>
    public const int MostApart = 50;

    private readonly IGrainFactory _grains;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Dictionary<(string Agency, AuditEvent Audited), int> _counts = [];

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
            if (!_counts.ContainsKey((caller.Agency, refused)) && _counts.Count >= MostApart)
                refused = refused with { Actor = AuditActor.Nobody(caller.Agency), Subject = asked with { Id = null }, Reason = "several" };
            if (_counts.TryGetValue((caller.Agency, refused), out var count))
            {
                _counts[(caller.Agency, refused)] = count + 1;
                return;
            }

            if (_counts.Count >= 2 * MostApart)
                return; // of more agencies than anybody has credentials for
            _counts[(caller.Agency, refused)] = 0;
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
        Dictionary<(string Agency, AuditEvent Audited), int> told;
        lock (_gate)
            (told, _counts) = (_counts, []);
        await Task.WhenAll(told.Where(counted => counted.Value > 0)
            .Select(counted => _grains.GetGrain<IAuditGrain>(counted.Key.Agency).Record(counted.Key.Audited with { Count = counted.Value })));
    }
}
