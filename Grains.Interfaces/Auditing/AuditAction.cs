namespace Muster.Auditing;

/// <summary>What can be in an audit log, by the names it is stored and searched by for as long as logs are kept: add, never rename.</summary>
public static class AuditAction
{
    public const string SignIn = "sign-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignOut = "sign-out";
    public const string SessionRevoked = "session-revoked";
    public const string Locked = "locked";
    public const string Unlocked = "unlocked";
    public const string AccountAdded = "account-added";
    public const string AccountChanged = "account-changed";
    public const string AccountRemoved = "account-removed";
    public const string AccountsRead = "accounts-read";
    public const string AccountsExported = "accounts-exported";
    public const string PasswordChanged = "password-changed";
    public const string SecondFactorChanged = "second-factor-changed";
    public const string SettingsChanged = "settings-changed";
    public const string ConversationRead = "conversation-read";
    public const string TranscriptExported = "transcript-exported";
    public const string RegisterExported = "register-exported";
    public const string NameRevealed = "name-revealed";
    public const string Refused = "refused";
    public const string PresenceSet = "presence-set";
    public const string AgentLent = "agent-lent";
    public const string AgentTakenBack = "agent-taken-back";
    public const string Whispered = "whispered";
    public const string SteppedIn = "stepped-in";
    public const string Reassigned = "reassigned";

    /// <summary>A supervisor took a conversation over, to answer it themselves.</summary>
    public const string TakenOver = "taken-over";

    /// <summary>A supervisor gave a conversation to an agent whether there was room for it or not (A17).</summary>
    public const string GivenBeyondLimit = "given-beyond-limit";
    public const string Ended = "ended";
    public const string NoticeSent = "notice-sent";
    public const string NoticeWithdrawn = "notice-withdrawn";
    public const string Warned = "warned";
    public const string Terminated = "terminated";
    public const string BanProposed = "ban-proposed";
    public const string BanApproved = "ban-approved";
    public const string BanDeclined = "ban-declined";
    public const string BanLifted = "ban-lifted";
    public const string KeyCreated = "key-created";
    public const string KeyRotated = "key-rotated";
    public const string KeyDestroyed = "key-destroyed";
    public const string Anonymised = "anonymised";
    public const string AuditSearched = "audit-searched";
    public const string AuditExported = "audit-exported";
    public const string AuditVerified = "audit-verified";

    /// <summary>The last line of a part: nothing can be added to it any more.</summary>
    public const string PartClosed = "part-closed";

    /// <summary>A part of the log could not be read on; the log went on in another.</summary>
    public const string LogDamaged = "log-damaged";
}

/// <summary>What came of it.</summary>
public static class AuditOutcome
{
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Refused = "refused";
}

/// <summary>What a subject is.</summary>
public static class AuditSubjectKind
{
    public const string Conversation = "conversation";
    public const string Account = "account";
    public const string Session = "session";
    public const string Queue = "queue";
    public const string Agent = "agent";
    public const string Settings = "settings";
    public const string Figures = "figures";
    public const string Register = "register";
    public const string Route = "route";
    public const string Ban = "ban";
    public const string Key = "key";
    public const string Audit = "audit";
}
