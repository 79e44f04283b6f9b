namespace Muster.Conversations;

/// <summary>How many messages a conversation may still send: a bucket of <c>burst</c> that refills steadily.</summary>
/// <param name="Left">Messages it may send at <paramref name="At"/>.</param>
public readonly record struct Budget(double Left, DateTimeOffset At)
{
    /// <summary>One message less; null when none is left.</summary>
    public Budget? Spend(int burst, double perSecond, DateTimeOffset now)
    {
        var left = Math.Min(burst, Left + (Math.Max(0, (now - At).TotalSeconds) * perSecond));
        return left < 1 ? null : new Budget(left - 1, now);
    }
}
