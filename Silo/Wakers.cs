using Muster.Identity;
using Muster.Queues;
using Muster.Silo.Configuration;

namespace Muster.Silo;

/// <summary>Wakes every queue of every agency, right after a start and again and again: a grain that nobody calls does not run.</summary>
internal sealed class Wakers(AgencyFiles agencies, IGrainFactory grains, SiloSettings settings, TimeProvider clock, ILogger<Wakers> log) : BackgroundService
{
    /// <summary>So many at once: a start with hundreds of queues must not be a storm.</summary>
    private const int AtOnce = 8;

    /// <summary>A queue that takes longer does not keep others waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(settings.WakeEvery, clock);
        do
        {
            var queues = agencies.All.SelectMany(agency => agency.Queues.Select(queue => GrainKey.Of(agency.Id, queue.Id)));
            await Parallel.ForEachAsync(queues, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, Wake);
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async ValueTask Wake(string queue, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IQueueGrain>(queue).Wake().WaitAsync(Patience, clock, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(failure, "Queue {Queue} did not wake", queue);
        }
    }
}
