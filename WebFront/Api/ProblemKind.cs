namespace Muster.WebFront.Api;

/// <summary>The problems of the public contract; <see cref="Problem"/> says how each is told.</summary>
public enum ProblemKind
{
    InvalidRequest,
    NotSignedIn,
    NotAllowed,
    NotFound,
    UnknownAgency,
    UnknownQueue,
    MethodNotAllowed,
    QueueClosed,
    ConversationClosed,
    MessageTooLong,
    RequestTooLarge,
    JsonOnly,
    SlowDown,
    Overloaded,
}
