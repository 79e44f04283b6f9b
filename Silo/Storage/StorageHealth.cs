namespace Muster.Silo.Storage;

/// <summary>Notes how the last write went, and any damage found: no later write repairs that.</summary>
internal sealed class StorageHealth(TimeProvider clock) : IStorageHealth
{
    private long _lastWriteAt;
    private string? _trouble;
    private volatile string? _damage;

    public bool IsReady => Trouble is null;

    public string? Trouble => Volatile.Read(ref _trouble);

    public string? Damage => _damage;

    public DateTimeOffset? LastWriteAt =>
        Interlocked.Read(ref _lastWriteAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <returns>True when it had failed before.</returns>
    public bool Wrote()
    {
        Interlocked.Exchange(ref _lastWriteAt, clock.GetUtcNow().UtcTicks);
        return Trouble is not null && Interlocked.Exchange(ref _trouble, null) is not null;
    }

    /// <returns>True when it had not failed before.</returns>
    public bool Failed(string why) => Interlocked.Exchange(ref _trouble, why) is null;

    public void Damaged(string what) => _damage = what;
}
