namespace Muster.WebFront.Abuse;

/// <summary>How often something may be done: so often at once, and so often a second for ever after.</summary>
/// <param name="Burst">At once, 1 or more.</param>
/// <param name="PerSecond">What comes back each second; more than 0.</param>
internal readonly record struct Pace(int Burst, double PerSecond)
{
    private long Step => Math.Max(1, (long)(TimeSpan.TicksPerSecond / PerSecond));

    /// <summary>
    /// The generic cell rate algorithm (ITU-T I.371, annex A): one number is a whole budget. Where <paramref name="due"/> lies in the past,
    /// the budget is as good as new and may be forgotten.
    /// </summary>
    /// <param name="due">When all that was spent will have come back, ticks.</param>
    /// <param name="now">Ticks of the same clock.</param>
    /// <param name="next">What <paramref name="due"/> becomes if it is spent.</param>
    /// <returns>How long until it may be done; zero for now.</returns>
    public TimeSpan Wait(long due, long now, out long next)
    {
        next = Math.Max(due, now) + Step;
        return TimeSpan.FromTicks(Math.Max(0, next - now - (Burst * Step)));
    }
}
