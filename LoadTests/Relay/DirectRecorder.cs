namespace Muster.LoadTests.Relay;

/// <summary>The relay without storage: nothing to wait for.</summary>
internal sealed class DirectRecorder(IRelayLog log) : IRecorder
{
    private readonly Lock _gate = new();

    public Task Append(PendingRecord record)
    {
        lock (_gate)
        {
            var position = log.Length;
            log.Append(record.Line);
            record.Stored(position);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // holds nothing
    }
}
