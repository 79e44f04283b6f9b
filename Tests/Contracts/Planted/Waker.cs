using Muster.Queues;

namespace Muster.Tests.Contracts.Planted;

/// <summary>Somebody else who does it.</summary>
internal interface IWaker
{
    Task Go();
}

/// <summary>Asks a queue in another's name.</summary>
internal sealed class Waker(IQueueGrain queue) : IWaker
{
    public async Task Go() => await queue.Wake();
}
