namespace Muster.Silo.Storage.Encryption;

/// <summary>Has each destruction in the log.</summary>
internal sealed class LogOfKeys(ILogger<LogOfKeys> log) : IKeyWitness
{
    public Task Destroyed(KeyScope scope, string period, DateTimeOffset at)
    {
        log.LogWarning("key-destroyed: {Scope} of {Period}, at {At:u}; what it protected is disposed of", scope.Name, period, at);
        return Task.CompletedTask;
    }
}
