using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>A message on its way to the other side's screen.</summary>
/// <param name="key">which one</param>
/// <param name="intendedAt">when it should have been sent: nanoseconds</param>
/// <param name="tally">where its durations count</param>
internal sealed class Flight(MessageKey key, long intendedAt, Tally tally)
{
    private readonly Signal<bool> _landed = new();
    private bool _hasLanded;

    public MessageKey Key { get; } = key;

    public long IntendedAt { get; } = intendedAt;

    public Tally Tally { get; } = tally;

    /// <summary>To be awaited once.</summary>
    public ValueTask<bool> Landing() => _hasLanded ? ValueTask.FromResult(true) : _landed.Wait();

    public void Land()
    {
        _hasLanded = true;
        _landed.Give(true);
    }
}
