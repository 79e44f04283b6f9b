namespace Muster.Conversations;

/// <summary>Where a conversation stands. A closed one is not reopened.</summary>
public enum ConversationStatus
{
    /// <summary>Nothing is stored under this key.</summary>
    Unopened,

    /// <summary>In a queue's line.</summary>
    Waiting,

    /// <summary>An agent holds it.</summary>
    Active,

    /// <summary>The citizen has ended it; the agent has yet to close it.</summary>
    WrapUp,

    /// <summary>Over.</summary>
    Closed,
}
