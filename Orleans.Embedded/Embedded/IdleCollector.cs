namespace Orleans.Embedded;

/// <summary>Asks, every now and then, each activation whether it is idle (Orleans' activation collector).</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly ITimer _timer;

    public IdleCollector(Engine engine, Func<IEnumerable<Activation>> activations)
    {
        var options = engine.Options;
        _timer = engine.Time.CreateTimer(
            _ =>
            {
                foreach (var activation in activations())
                {
                    activation.CollectIfIdle(options.CollectionAge);
                }
            },
            null,
            options.CollectionQuantum,
            options.CollectionQuantum);
    }

    public void Dispose() => _timer.Dispose();
}
