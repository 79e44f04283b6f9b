namespace Muster.Conversations;

/// <summary>Why a consult is over, as facts and the public contract spell it.</summary>
public static class ConsultEnd
{
    /// <summary>Whoever asked needs no more advice.</summary>
    public const string Asker = "asker";

    /// <summary>Whoever was asked has nothing to add.</summary>
    public const string Expert = "expert";

    /// <summary>A supervisor of its queue ended it.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Nobody took it in time, or its queue has closed.</summary>
    public const string NotTaken = "not-taken";

    /// <summary>Whoever asked no longer has the conversation.</summary>
    public const string Conversation = "conversation";
}
