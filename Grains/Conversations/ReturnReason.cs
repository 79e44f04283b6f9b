namespace Muster.Conversations;

/// <summary>Why a conversation goes back to the line, as facts and the public contract spell it.</summary>
public static class ReturnReason
{
    /// <summary>The agent's lease lapsed.</summary>
    public const string AgentLost = "agent-lost";

    /// <summary>The agent went offline.</summary>
    public const string AgentOffline = "agent-offline";

    /// <summary>Nobody answered where the citizen wanted to be reached: it is tried again later.</summary>
    public const string ContactLater = "contact-later";

    /// <summary>The citizen waited too long for the agent's reply (C5).</summary>
    public const string NoReply = "no-reply";

    /// <summary>Nobody took what an agent had handed over: it goes back to them, or to the queue it came from (A13).</summary>
    public const string NotTaken = "not-taken";

    /// <summary>A supervisor took it over: it goes to them, and not to the line (A25).</summary>
    public const string TakenOver = "taken-over";
}
