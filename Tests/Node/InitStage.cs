#if ENGINE_ORLEANS
namespace Muster.Tests.Node;

/// <summary>The part of a silo's life in which a provider of storage gets ready.</summary>
internal sealed class InitStage : ISiloLifecycle, IDisposable
{
    private readonly List<ILifecycleObserver> _observers = [];

    public int HighestCompletedStage => int.MinValue;

    public int LowestStoppedStage => int.MaxValue;

    public void Run(ILifecycleParticipant<ISiloLifecycle> participant)
    {
        participant.Participate(this);
        using var done = new ManualResetEventSlim();
        var starting = Task.WhenAll(_observers.Select(observer => observer.OnStart(CancellationToken.None)));
        starting.ContinueWith(_ => done.Set(), TaskScheduler.Default);
        Assert.True(done.Wait(TimeSpan.FromMinutes(1)) && starting.IsCompletedSuccessfully, $"The provider does not start: {starting.Exception?.InnerException}");
    }

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add(observer);
        return this;
    }

    public void Dispose()
    {
    }
}
#endif
