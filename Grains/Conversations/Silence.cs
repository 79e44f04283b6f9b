namespace Muster.Conversations;

/// <summary>What comes of it when nobody says anything.</summary>
public enum Silence
{
    /// <summary>The closing question stays without an answer: the conversation is closed (A15).</summary>
    Close,

    /// <summary>The citizen waits for a reply: the agent is alerted (C5).</summary>
    Alert,

    /// <summary>The citizen has waited too long for a reply: it goes back to the line (C5).</summary>
    Return,

    /// <summary>Nobody has taken what an agent handed over: it goes back to where it came from (A13).</summary>
    ComeBack,

    /// <summary>Nobody has taken the consult that this is: it is over (A13).</summary>
    NotTaken,
}

/// <summary>What comes next unless somebody speaks before.</summary>
public readonly record struct SilenceEnd(Silence What, DateTimeOffset At);

/// <summary>The holder was alerted.</summary>
/// <param name="WaitsSince">Which wait for a reply it is about.</param>
/// <param name="First">The first time in this wait.</param>
/// <param name="Last">The last time.</param>
public sealed record Alerts(DateTimeOffset WaitsSince, DateTimeOffset First, DateTimeOffset Last);
