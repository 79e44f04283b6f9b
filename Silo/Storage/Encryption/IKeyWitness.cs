namespace Muster.Silo.Storage.Encryption;

/// <summary>Hears of each destruction of data keys, once at least, on one of the nodes.</summary>
public interface IKeyWitness
{
    /// <returns>Once it will not be forgotten.</returns>
    Task Destroyed(KeyScope scope, string period, DateTimeOffset at);
}
