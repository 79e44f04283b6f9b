namespace Muster.Records;

/// <summary>
/// One write in flight; whatever changes meanwhile shares the next. For grains whose interleaving calls change state while it is
/// being written. Runs on the grain's own scheduler.
/// </summary>
/// <param name="write">Writes the state as it is when it is called.</param>
public sealed class SharedWrite(Func<Task> write)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Something is being written: what changed just before may be in it and not yet stored.</summary>
    public bool IsWriting => !_running.IsCompleted;

    /// <summary>Ends once everything that is being stored is.</summary>
    public Task InFlight => _next ?? _running;

    /// <summary>Returns once everything that is true now is stored.</summary>
    public Task Save()
    {
        if (_next is not null)
            return _next;
        return _running.IsCompleted ? _running = write() : _next = Follow();
    }

    private async Task Follow()
    {
        await _running;
        _running = _next!;
        _next = null;
        await write();
    }
}
