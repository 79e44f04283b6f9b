using Muster.WebFront.Hosting;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>
/// Lets the feed beat until the host begins to stop. Then, while requests are still served, the streams end: paced, each told when to come
/// back; only when they have ended does anything else stop, so that nothing waits for them. Should the feed ever fail, the host
/// stops: a front whose streams are silent is worse than none.
/// </summary>
internal sealed class FeedService(Feed feed, DrainSettings settings) : BackgroundService, IHostedLifecycleService
{
    private readonly CancellationTokenSource _drained = new();

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await feed.Drain(settings.Over, cancellationToken);
        await _drained.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feed.Run(_drained.Token);
}
