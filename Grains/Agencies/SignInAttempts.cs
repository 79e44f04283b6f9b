using System.Text.Json.Serialization;

namespace Muster.Agencies;

/// <summary>
/// Wrong passwords, or wrong codes, in a row. Those of a trusted device count by themselves, so that whoever guesses from elsewhere keeps
/// nobody out who signs in where they always do (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). Guessing passwords writes
/// nothing and learns nothing: it is alike for accounts that do not exist.
/// </summary>
/// <param name="Failed">How many since the last success.</param>
/// <param name="LastAt">When the last one was.</param>
public readonly record struct SignInAttempts(int Failed, DateTimeOffset LastAt)
{
    /// <summary>Mistakes anybody makes.</summary>
    public const int Free = 5;

    /// <summary>Wrong passwords or codes that a session takes before it ends.</summary>
    public const int MostInSession = 10;

    /// <summary>The longest an owner is kept out by somebody else's guessing of passwords.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Whoever guesses codes knows the password, and a code is but six digits (RFC 4226, 7.3): at most one guess an hour in the end.</summary>
    public static readonly TimeSpan LongestWaitForCode = TimeSpan.FromHours(1);

    /// <summary>1 s after the fifth failure, doubled by each further one.</summary>
    [JsonIgnore]
    public TimeSpan Wait => WaitUpTo(LongestWait);

    public bool MustWait(DateTimeOffset now) => now < LastAt + Wait;

    public bool MustWaitForCode(DateTimeOffset now) => now < LastAt + WaitUpTo(LongestWaitForCode);

    public SignInAttempts WithFailure(DateTimeOffset now) => new(Failed + 1, now);

    private TimeSpan WaitUpTo(TimeSpan longest) => Failed < Free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Failed - Free), longest.TotalSeconds));
}
