namespace Muster.Agencies;

/// <summary>
/// Wrong passwords in a row. Kept in memory alone and alike for accounts that do not exist, so that guessing writes nothing and learns
/// nothing.
/// </summary>
/// <param name="Failed">How many since the last success.</param>
/// <param name="LastAt">When the last one was.</param>
public readonly record struct SignInAttempts(int Failed, DateTimeOffset LastAt)
{
    /// <summary>Mistakes anybody makes.</summary>
    public const int Free = 5;

    /// <summary>The longest an owner is kept out by somebody else's guessing.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>1 s after the fifth failure, doubled by each further one.</summary>
    public TimeSpan Wait => Failed < Free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Failed - Free), LongestWait.TotalSeconds));

    public bool MustWait(DateTimeOffset now) => now < LastAt + Wait;

    public SignInAttempts WithFailure(DateTimeOffset now) => new(Failed + 1, now);
}
