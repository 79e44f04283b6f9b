using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>
/// Lets the feed beat until the host begins to stop: then streams end first, so that nothing waits for them. Should it ever fail, the
/// host stops: a front whose streams are silent is worse than none.
/// </summary>
internal sealed class FeedService(Feed feed, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feed.Run(lifetime.ApplicationStopping);
}
