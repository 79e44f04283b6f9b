namespace Muster.LoadTests.Relay;

/// <summary>The relay ends when its caller says so; signals are the caller's to hear.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
