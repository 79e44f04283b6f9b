namespace Muster.WebFront.Abuse;

/// <summary>
/// Whether something comes far faster than people do: more than so many a second, over half a minute. It ends by itself a quarter of a
/// minute after that; nothing that is remembered can keep it up.
/// </summary>
/// <param name="Spent">What came and has not been made up for by time.</param>
/// <param name="At">When that was.</param>
/// <param name="IsOn">Whether it is one.</param>
internal readonly record struct Surge(double Spent, TimeSpan At, bool IsOn)
{
    /// <summary>A crowd that arrives at once is no attack: so many seconds' worth may.</summary>
    public const int SecondsAtOnce = 30;

    /// <summary>Two processors may tell their times in the wrong order.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);

    /// <param name="perSecond">What is still normal.</param>
    /// <param name="now">Of a clock that only goes forward; one that has gone back begins anew.</param>
    public Surge WithOne(double perSecond, TimeSpan now)
    {
        if (now < At - Jitter)
            return new Surge(1, now, false);

        var most = perSecond * SecondsAtOnce;
        var spent = Math.Min(most, Math.Max(0, Spent - (Math.Max(0, (now - At).TotalSeconds) * perSecond)) + 1);
        return new Surge(spent, now > At ? now : At, spent >= (IsOn ? most / 2 : most));
    }

    public bool IsOnAt(double perSecond, TimeSpan now) => IsOn && now >= At - Jitter && Spent - ((now - At).TotalSeconds * perSecond) >= perSecond * SecondsAtOnce / 2;
}
