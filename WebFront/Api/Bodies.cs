namespace Muster.WebFront.Api;

// What clients send. Everything may be missing here: what must be there is checked where it is used, so that the answer can name it.

/// <summary>A citizen's first message.</summary>
/// <param name="MessageId">A secret of 22 to 64 of <c>A-Z a-z 0-9 _ -</c>; who knows it can read the conversation.</param>
/// <param name="LeaveMessage">Leave it although the queue is closed, to be answered when it is open.</param>
/// <param name="Follows">The reference of the conversation this one follows up.</param>
/// <param name="Session">An id the browser made up for itself, 22 to 64 of the same characters; without it nobody can be told from others.</param>
/// <param name="Proof">Answers the challenge of an earlier refusal of the same start.</param>
/// <param name="Reply">How whoever leaves a message wants to have the answer.</param>
internal sealed record StartBody(
    string? Queue,
    string? MessageId,
    string? Text,
    string? Name = null,
    string? Contact = null,
    IReadOnlyDictionary<string, string?>? Answers = null,
    string? Page = null,
    string? Language = null,
    string? Follows = null,
    bool LeaveMessage = false,
    string? Session = null,
    ProofBody? Proof = null,
    ContactBody? Reply = null);

/// <summary>How a citizen wants to be reached.</summary>
/// <param name="Channel"><c>phone</c>, <c>sms</c>, <c>email</c> or <c>post</c>.</param>
/// <param name="Address">The number or address; 3 to 500 UTF-16 units.</param>
/// <param name="CallBack">Keep the place and be called in turn, by phone; otherwise it is a message, answered later.</param>
/// <param name="NotBefore">Not earlier than this; at most 14 days ahead.</param>
/// <param name="BestTime">When it suits best, in words; at most 200 UTF-16 units.</param>
/// <param name="MessageId">1 to 64 of <c>A-Z a-z 0-9 _ -</c>: the same one is the same request, however late it comes again. Not for a start.</param>
internal sealed record ContactBody(string? Channel, string? Address, bool CallBack = false, DateTimeOffset? NotBefore = null, string? BestTime = null, string? MessageId = null);

/// <param name="Outcome"><c>reached</c>, <c>not-reached</c> or <c>wrong-address</c>.</param>
/// <param name="AgainAt">Only with <c>not-reached</c>: it goes back to the line and is nobody's before this, a minute to 14 days ahead.</param>
/// <param name="Note">For staff only.</param>
internal sealed record ContactResultBody(string? Outcome, DateTimeOffset? AgainAt = null, string? Note = null, string? MessageId = null);

/// <param name="Id">1 to 64 of <c>A-Z a-z 0-9 _ -</c>, chosen by the sender.</param>
/// <param name="Text">1 to 500 UTF-16 units.</param>
/// <param name="Url">Where the same stands for everybody: an <c>https:</c> address.</param>
/// <param name="Minutes">How long it stands, 1 to 1,440.</param>
internal sealed record NoticeBody(string? Id, string? Text, string? Url, int? Minutes);

/// <param name="Notice">The notice's id.</param>
/// <param name="Helped">It answers the question: the conversation ends.</param>
internal sealed record NoticeAnswerBody(string? Notice, bool? Helped);

/// <param name="Challenge">The challenge's token, as it was given.</param>
/// <param name="Nonce">0 to 4,294,967,295; left out by whoever has waited instead.</param>
internal sealed record ProofBody(string? Challenge, uint? Nonce = null);

/// <param name="MessageId">Without it a repeat is a second warning.</param>
internal sealed record WarningBody(string? MessageId = null);

/// <param name="Channel">The name of one of the agency's channels.</param>
/// <param name="MessageId">Without it a repeat is a second time.</param>
internal sealed record ReferralBody(string? Channel, string? MessageId = null);

/// <param name="Reason">For staff; 1 to 500 UTF-16 units, not blank.</param>
internal sealed record TerminationBody(string? Reason);

/// <param name="Days">1 to the agency's longest.</param>
/// <param name="Reason">For supervisors; 1 to 500 UTF-16 units, not blank.</param>
internal sealed record BanBody(int? Days, string? Reason);

/// <param name="MessageId">1 to 64 of <c>A-Z a-z 0-9 _ -</c>, chosen by the sender: the same one is the same message.</param>
/// <param name="Text">1 to 4,000 UTF-16 units, not blank.</param>
internal sealed record MessageBody(string? MessageId, string? Text);

/// <param name="Seq">The newest entry that was read.</param>
internal sealed record ReadBody(int? Seq);

internal sealed record ClosingAnswerBody(bool? MoreHelp);

/// <param name="Satisfaction">1 (very dissatisfied) to 5 (very satisfied).</param>
internal sealed record RatingBody(bool? Resolved, int? Satisfaction, string? Comment = null);

/// <summary>A citizen sends nothing of it; staff name a disposition of the agency's.</summary>
internal sealed record CloseBody(string? Disposition = null, string? Note = null, string? NextAction = null, DateOnly? NextActionBy = null);

/// <param name="Code">Of the second factor, or a recovery code; wanted where the answer's reason is <c>code-needed</c>.</param>
/// <param name="TrustDevice">This is the user's own work device: longer sessions, and nobody's guessing elsewhere keeps them out here.</param>
/// <param name="IdleLock">The session locks itself when its user gives no sign (<c>session/activity</c>).</param>
/// <param name="Person">Which of those who share the account; wanted where the answer's reason is <c>person-needed</c>.</param>
internal sealed record SignInBody(
    string? Agency, string? Username, string? Password, string? Code = null, bool TrustDevice = false, bool IdleLock = false, string? Person = null);

/// <param name="Assertion">A signed JSON Web Token of the agency's identity provider; left out where a proxy sends it in the configured header.</param>
/// <param name="Code">As for a sign-in with a password.</param>
internal sealed record AssertionBody(string? Agency, string? Assertion = null, string? Code = null, bool TrustDevice = false, bool IdleLock = false);

/// <summary>One of the two.</summary>
internal sealed record UnlockBody(string? Password = null, string? Code = null);

internal sealed record PasswordBody(string? Password, string? NewPassword);

/// <summary>Whoever changes how they sign in shows that it is them.</summary>
internal sealed record PasswordOnlyBody(string? Password);

internal sealed record CodeBody(string? Code);

/// <param name="Status"><c>available</c>, <c>busy</c>, <c>away</c> or <c>offline</c>.</param>
/// <param name="Capacity">0 to the account's maximum; left out, it stays.</param>
internal sealed record PresenceBody(string? Status, int? Capacity = null);

/// <param name="Status"><c>busy</c>, <c>away</c> or <c>offline</c>: of somebody else.</param>
internal sealed record PresenceForBody(string? Status);

/// <param name="Queue">One of the supervisor's that the agent does not serve.</param>
/// <param name="Minutes">From now on, 1 to 10,080; 0 takes them back.</param>
internal sealed record LoanBody(string? Queue, int? Minutes);

/// <param name="MessageId">Without it a repeat is a second note.</param>
internal sealed record NoteBody(string? Text, string? MessageId = null);

internal sealed record TagsBody(IReadOnlyList<string?>? Tags);

/// <param name="Agent">A user name; with it alone, in the queue it is in.</param>
/// <param name="Note">For staff only; 1 to 4,000 UTF-16 units, not blank.</param>
/// <param name="Reason">Told to the citizen; up to 500 UTF-16 units.</param>
/// <param name="Group">An expert group of the agency's, instead of a queue or an agent.</param>
/// <param name="BeyondLimit">To the agent also where they have no room; a supervisor's alone.</param>
internal sealed record TransferBody(
    string? Queue = null, string? Agent = null, string? Note = null, string? Reason = null, string? MessageId = null, string? Group = null, bool? BeyondLimit = null, string? Priority = null);

internal sealed record TakeBody(string? MessageId = null);

/// <param name="Agent">A user name; with it alone, in the queue it is in.</param>
/// <param name="Group">An expert group of the agency's, instead of a queue or an agent.</param>
/// <param name="Question">For staff only; 1 to 4,000 UTF-16 units, not blank.</param>
internal sealed record ConsultBody(string? Queue = null, string? Agent = null, string? Group = null, string? Question = null, string? MessageId = null);

/// <param name="Consult">Its id, as the entry <c>consult-asked</c> has it.</param>
internal sealed record ConsultEndBody(string? Consult);

/// <param name="From">The part to begin with; the first where it is left out.</param>
/// <param name="Number">With <paramref name="Hash"/>: a line that was once written down outside.</param>
/// <param name="Hash">64 of <c>0-9 a-f</c>.</param>
internal sealed record AuditVerificationBody(string? From = null, long? Number = null, string? Hash = null);

/// <summary>For calls that say everything by their address.</summary>
internal sealed record NothingBody;
