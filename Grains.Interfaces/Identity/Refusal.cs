namespace Muster.Identity;

/// <summary>Why a command was not carried out. Nothing changed. The wording for people is the front's.</summary>
public enum Refusal
{
    /// <summary>A value is outside its limits.</summary>
    InvalidRequest,

    /// <summary>There is no such thing, or it is not the caller's to know of.</summary>
    NotFound,

    /// <summary>The caller knows of it, but this is not theirs to do.</summary>
    NotAllowed,

    /// <summary>No valid credentials.</summary>
    NotSignedIn,

    /// <summary>No agency of that id.</summary>
    UnknownAgency,

    /// <summary>No queue of that id in the agency.</summary>
    UnknownQueue,

    /// <summary>Outside the queue's hours.</summary>
    QueueClosed,

    /// <summary>The conversation is closed and is not reopened.</summary>
    ConversationClosed,

    /// <summary>Longer than a message may be.</summary>
    MessageTooLong,

    /// <summary>Faster than the conversation's budget refills; try again in a second.</summary>
    SlowDown,

    /// <summary>The conversation has reached the number of facts it may hold.</summary>
    ConversationFull,

    /// <summary>The disposition is not one of the agency's, or a tag the agency requires is missing.</summary>
    UnknownDisposition,

    /// <summary>No agent of that name in the agency.</summary>
    UnknownAgent,

    /// <summary>The password was right, and a code of the second factor is missing or wrong.</summary>
    CodeNeeded,

    /// <summary>The session is locked until its owner shows that they are back.</summary>
    SessionLocked,

    /// <summary>The new password is too short, too long or too easy to guess.</summary>
    PasswordTooWeak,

    /// <summary>The password was right, and several people share the account: none was named, or one it does not list (S95).</summary>
    PersonNeeded,

    /// <summary>No expert group of that id in the agency.</summary>
    UnknownGroup,

    /// <summary>Whoever takes a conversation over must be available at their console.</summary>
    NotAvailable,

    /// <summary>As many conversations as they, or the queue for one person, may hold at once.</summary>
    NoCapacity,
}
