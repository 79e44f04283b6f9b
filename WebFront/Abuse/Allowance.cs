using Muster.Agencies;

namespace Muster.WebFront.Abuse;

/// <summary>What a budget is for. Each has its own: who writes too much can still read.</summary>
internal enum Allowance
{
    /// <summary>Looking, listing and polling.</summary>
    Reads,

    /// <summary>What changes something and is neither a message nor a signal.</summary>
    Writes,

    /// <summary>Messages, repeats included.</summary>
    Messages,

    /// <summary>Typing and read, which nobody stores.</summary>
    Signals,

    /// <summary>Whole transcripts: copies to keep, and the page without JavaScript.</summary>
    Copies,

    /// <summary>Opening a stream, not reading it.</summary>
    Streams,

    /// <summary>Starts by one browser that says which it is.</summary>
    Starts,

    /// <summary>Codes to come back with, all who bring one to an agency together.</summary>
    Returns,
}

/// <summary>How much of each there is, far above what people and their browsers do; docs/integrators.md lists them.</summary>
internal static class Allowances
{
    /// <summary>The conversation itself counts messages once each; here every attempt counts, so that repeats are not free.</summary>
    private const int AttemptsPerMessage = 4;

    public static Pace OfCitizen(Allowance on) => on switch
    {
        Allowance.Reads => new(300, 20),
        Allowance.Signals => new(300, 10),
        Allowance.Copies => new(60, 1),
        Allowance.Streams => new(60, 1),
        Allowance.Starts => new(30, 0.1),
        Allowance.Returns => new(1_000, 200),
        _ => new(300, 5),
    };

    /// <summary>A console looks after many conversations at once.</summary>
    public static Pace OfStaff(Allowance on) => on switch
    {
        Allowance.Reads => new(1_000, 50),
        Allowance.Signals => new(1_000, 50),
        Allowance.Copies => new(120, 2),
        Allowance.Streams => new(200, 2),
        _ => new(1_000, 20),
    };

    public static Pace OfMessages(AgencyLimits limits) => new(AttemptsPerMessage * limits.Burst, AttemptsPerMessage * limits.PerSecond);
}
