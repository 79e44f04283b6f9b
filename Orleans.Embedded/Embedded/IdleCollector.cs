namespace Orleans.Embedded;

/// <summary>Asks, every now and then, each activation whether it is idle (Orleans' activation collector).</summary>
internal sealed class IdleCollector(TimeProvider time, EngineOptions options, Func<IEnumerable<Activation>> activations) : IDisposable
{
    private readonly ITimer _timer = time.CreateTimer(
        _ =>
        {
            foreach (var activation in activations())
            {
                activation.CollectIfIdle();
            }
        },
        null,
        options.CollectionQuantum,
        options.CollectionQuantum);

    public void Dispose() => _timer.Dispose();
}
