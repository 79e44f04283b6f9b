using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>Lets the feed beat until the host begins to stop: then streams end first, so that nothing waits for them.</summary>
internal sealed class FeedService(Feed feed, IHostApplicationLifetime lifetime) : IHostedService
{
    private Task _beating = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _beating = feed.Run(lifetime.ApplicationStopping);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _beating;
}
