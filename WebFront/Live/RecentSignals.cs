using Muster.Conversations;

namespace Muster.WebFront.Live;

/// <summary>What may be lost, of a conversation: the newest of each kind and side, and no more. Not safe for threads.</summary>
internal sealed class RecentSignals
{
    public const long NewReader = -1;

    private readonly List<(long Version, Signal Signal)> _newest = [];
    private Signal? _presence;

    /// <summary>Grows with each signal.</summary>
    public long Version { get; private set; }

    /// <summary>False for what every watch repeats: whether the citizen is there.</summary>
    public bool Add(Signal signal)
    {
        if (signal == _presence)
            return false;

        Version++;
        if (signal.Kind == Signal.Presence)
            _presence = signal;
        _newest.RemoveAll(earlier => earlier.Signal.Kind == signal.Kind && earlier.Signal.From == signal.From);
        _newest.Add((Version, signal));
        return true;
    }

    /// <summary>
    /// Those after <paramref name="version"/>. A <see cref="NewReader"/> is told whether the citizen is there, but not who typed before.
    /// </summary>
    public IEnumerable<Signal> After(long version) => version == NewReader
        ? _presence is null ? [] : [_presence]
        : _newest.Where(signal => signal.Version > version).Select(signal => signal.Signal);
}
