namespace Muster.Silo.Storage.Encryption;

/// <summary>Goes round the data keys now and then, beside all else: see <see cref="DataKeys.Round"/>.</summary>
internal sealed class KeyRounds(DataKeys keys, IKeyWitness witness, TimeProvider clock, ILogger<KeyRounds> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await GoRound(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends, or has refused to start: it says why itself, and this has nothing to add.
        }
    }

    private async Task GoRound(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(keys.Settings.LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.Round();
                await keys.TellOfDestroyed(witness.Destroyed);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.LogError(failure, "The data keys could not all be looked after; they are again in {Wait}", keys.Settings.LookEvery);
            }
        }
    }
}
