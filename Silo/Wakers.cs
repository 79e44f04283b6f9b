using Muster.Identity;
using Muster.Queues;
using Muster.Records;
using Muster.Silo.Configuration;
using Muster.Sweeping;

namespace Muster.Silo;

/// <summary>Wakes every queue and the sweeper of every agency, and what anonymises where an agency wants it, right after a start and again and again: a grain that nobody calls does not run.</summary>
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
            var anonymisers = agencies.All.Where(agency => agency.AnonymiseAfterDays is not null).Select(agency => agency.Id);
            var sweepers = agencies.All.Select(agency => agency.Id);
            var round = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(queues, round, (queue, stopping) => Wake(queue, () => grains.GetGrain<IQueueGrain>(queue).Wake(), stopping));
            await Parallel.ForEachAsync(sweepers, round, (agency, stopping) => Wake(agency, () => grains.GetGrain<ISweeperGrain>(agency).Wake(), stopping));
            await Parallel.ForEachAsync(anonymisers, round, (agency, stopping) => Wake(agency, () => grains.GetGrain<IAnonymiserGrain>(agency).Wake(), stopping));
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async ValueTask Wake(string grain, Func<Task> wake, CancellationToken stopping)
    {
        try
        {
            await wake().WaitAsync(Patience, clock, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(failure, "{Grain} did not wake", grain);
        }
    }
}
