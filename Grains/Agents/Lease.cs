namespace Muster.Agents;

/// <summary>
/// How long presence holds without word of the console. It does not run while the product is down: each activation begins with a full
/// one, and a standstill of ours takes nobody's. No I/O; told the time.
/// </summary>
public sealed class Lease
{
    /// <summary>A look that comes this much later than it was due tells of a standstill of ours, not of the console's silence.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(2);

    /// <summary>Calls of the console that had to wait for our turn to end come in now.</summary>
    private static readonly TimeSpan LastCall = TimeSpan.FromSeconds(1);

    private DateTimeOffset _lookDueAt;
    private bool _isLastCall;

    public DateTimeOffset Until { get; private set; }

    /// <summary>The console was heard of.</summary>
    public void Start(DateTimeOffset now) => (Until, _isLastCall) = (now + AgentLimits.Lease, false);

    /// <summary>When somebody will look next whether it is over.</summary>
    public void ExpectLook(DateTimeOffset at) => _lookDueAt = at;

    /// <summary>When it is over unless the console is heard of. A standstill is noticed by whoever comes first: by the look that was due, or by who is about to set the next one.</summary>
    public DateTimeOffset EndsAt(DateTimeOffset now)
    {
        if (now >= Until && !_isLastCall && now - _lookDueAt > Standstill)
            (Until, _isLastCall) = (now + AgentLimits.Lease, true);
        return Until;
    }

    /// <summary>Whether the console was not heard of for all of it, the last call included.</summary>
    public bool HasLapsed(DateTimeOffset now)
    {
        if (now >= EndsAt(now) && !_isLastCall)
            (Until, _isLastCall) = (now + LastCall, true);
        return now >= Until;
    }
}
