using Microsoft.Extensions.Logging;

namespace Muster.Queues.Forecasts;

/// <summary>Stores what a forecast has learned, now and then: what the last minute taught may be lost, and no failure holds the queue up.</summary>
internal sealed class ExperienceStore(IPersistentState<Experience> stored, Forecaster forecaster, TimeProvider clock, ILogger log)
{
    /// <summary>How much a queue that dies forgets.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private DateTimeOffset _keptAt = clock.GetUtcNow();
    private long _kept;
    private Task _keeping = Task.CompletedTask;
    private bool _isBehind;

    public void Recall()
    {
        if (stored.RecordExists)
            forecaster.Recall(stored.State);
    }

    /// <summary>Called every second or so; never fails.</summary>
    public Task Tick() => clock.GetUtcNow() - _keptAt >= Every ? Keep() : Task.CompletedTask;

    /// <summary>Stores what is new, unless something is still being stored. Never fails.</summary>
    public Task Keep()
    {
        _keptAt = clock.GetUtcNow();
        return _keeping = forecaster.Learned == _kept || !_keeping.IsCompleted ? _keeping : Write();
    }

    private async Task Write()
    {
        try
        {
            if (_isBehind)
                await stored.ReadStateAsync(); // only for what it takes to replace it
            var learned = forecaster.Learned;
            (stored.State, _isBehind) = (forecaster.Experience, true);
            await stored.WriteStateAsync();
            (_kept, _isBehind) = (learned, false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "What a forecast has learned could not be stored; it is tried again in a minute.");
        }
    }
}
