using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>Observers that must renew, and are dropped when they fail or fall silent. For one grain's own turns; a notification sees the observers there were when it began.</summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;
    private Dictionary<TIdentity, Entry> _entries = [];
    private int _readers;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>Grains set it from their clock; a grain that forgets gets the wall clock, as with Orleans.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _entries.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    public void Clear() => Writable().Clear();

    public void Subscribe(TIdentity id, TObserver observer) => Writable()[id] = new(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => Writable().Remove(id);

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var defunct = new List<TIdentity>();
        foreach (var (id, observer) in Living(predicate, defunct))
        {
            try
            {
                await notification(observer);
            }
#pragma warning disable CA1031 // Whatever a failing observer throws, it is the observer that goes (ObserverManager of Orleans).
            catch (Exception)
#pragma warning restore CA1031
            {
                defunct.Add(id);
            }
        }

        Remove(defunct);
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var defunct = new List<TIdentity>();
        foreach (var (id, observer) in Living(predicate, defunct))
        {
            try
            {
                notification(observer);
            }
#pragma warning disable CA1031 // Whatever a failing observer throws, it is the observer that goes (ObserverManager of Orleans).
            catch (Exception)
#pragma warning restore CA1031
            {
                defunct.Add(id);
            }
        }

        Remove(defunct);
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        Remove([.. _entries.Where(entry => entry.Value.IsExpired(now, ExpirationDuration)).Select(entry => entry.Key)]);
    }

    public IEnumerator<TObserver> GetEnumerator() =>
        Living(null, null, keepExpired: true).Select(pair => pair.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<(TIdentity Id, TObserver Observer)> Living(Func<TObserver, bool>? predicate, List<TIdentity>? defunct, bool keepExpired = false)
    {
        var now = GetDateTime();
        var entries = _entries;
        _readers++;
        try
        {
            foreach (var (id, entry) in entries)
            {
                if (!keepExpired && entry.IsExpired(now, ExpirationDuration))
                {
                    defunct?.Add(id);
                }
                else if (predicate is null || predicate(entry.Observer))
                {
                    yield return (id, entry.Observer);
                }
            }
        }
        finally
        {
            _readers--;
        }
    }

    private void Remove(List<TIdentity> defunct)
    {
        if (defunct.Count == 0)
        {
            return;
        }

        _log.LogDebug("Removing {Count} defunct observers", defunct.Count);
        var entries = Writable();
        foreach (var id in defunct)
        {
            entries.Remove(id);
        }
    }

    private Dictionary<TIdentity, Entry> Writable() => _readers > 0 ? _entries = new(_entries) : _entries;

    private readonly record struct Entry(TObserver Observer, DateTime LastSeen)
    {
        public bool IsExpired(DateTime now, TimeSpan after) => LastSeen + after < now;
    }
}
