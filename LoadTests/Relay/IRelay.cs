namespace Muster.LoadTests.Relay;

/// <summary>What the routes stand in front of: the relay in this process, or in another.</summary>
internal interface IRelay
{
    ValueTask<RelayAnswer> Ask(RelayAsk ask);

    /// <summary>Publishes what happens, until the result is disposed.</summary>
    /// <returns>null where the caller may not see it</returns>
    ValueTask<IDisposable?> Watch(RelayAsk ask, EventOutlet outlet);
}
