using Muster.Agencies;
using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>What people read when something was refused: the one place of these words.</summary>
internal static class ProblemWording
{
    public static string Title(ProblemKind kind) => kind switch
    {
        ProblemKind.InvalidRequest => "The request is not valid.",
        ProblemKind.NotSignedIn => "Please sign in.",
        ProblemKind.NotAllowed => "This is not yours to do.",
        ProblemKind.NotFound => "There is no such thing here.",
        ProblemKind.UnknownAgency => "There is no such agency.",
        ProblemKind.UnknownQueue => "The agency has no such queue.",
        ProblemKind.MethodNotAllowed => "This address does not take that method.",
        ProblemKind.QueueClosed => "The queue is closed now.",
        ProblemKind.ConversationClosed => "The conversation has ended.",
        ProblemKind.MessageTooLong => "The message is too long.",
        ProblemKind.RequestTooLarge => "The request is too large.",
        ProblemKind.JsonOnly => "Please send JSON.",
        ProblemKind.SlowDown => "That was too fast.",
        _ => "We are very busy.",
    };

    public static string Detail(ProblemKind kind) => kind switch
    {
        ProblemKind.InvalidRequest => "Nothing was changed. The description at /openapi/v1.json says what is expected.",
        ProblemKind.NotSignedIn => "The sign-in or the token is missing or no longer holds.",
        ProblemKind.NotAllowed => "You are known, but this is not allowed to you, or came from another site.",
        ProblemKind.NotFound => "It does not exist, or it is not yours to see.",
        ProblemKind.UnknownAgency => "Check the agency in the address.",
        ProblemKind.UnknownQueue => "Choose one of the queues that the agency lists.",
        ProblemKind.MethodNotAllowed => "The Allow header names the methods it takes.",
        ProblemKind.QueueClosed => "The agency's page says when it opens and how else to reach it.",
        ProblemKind.ConversationClosed => "It takes no more messages. You can start a new one that follows it up.",
        ProblemKind.MessageTooLong => "A message has at most 4,000 characters. Please send it in parts.",
        ProblemKind.RequestTooLarge => "A request has at most 64 KiB.",
        ProblemKind.JsonOnly => "The content type must be application/json in UTF-8, not compressed.",
        ProblemKind.SlowDown => "Please wait a moment and send it again; Retry-After says how long.",
        _ => "It is not certain whether this was done. Please send the same again after a moment; it is done only once.",
    };

    /// <summary>What a session must do before anything else.</summary>
    public static string Detail(SessionState state) => state switch
    {
        SessionState.Locked => "The session is locked. Its user unlocks it with the password or a code.",
        SessionState.PasswordDue => "The password must be changed first.",
        _ => "A second factor must be set up first.",
    };

    /// <summary>Words that a refusal needs beyond those of its problem; null for none.</summary>
    public static string? Detail(Refusal refusal) => refusal switch
    {
        Refusal.ConversationFull => "The conversation holds as many messages as one can. Please start a new one that follows it up.",
        Refusal.UnknownDisposition => "Choose one of the agency's dispositions, and a tag where the agency requires one.",
        Refusal.CodeNeeded => "The password was right. A code of the second factor, or a recovery code, is missing or does not hold.",
        Refusal.PersonNeeded => "The password was right. Several people share the account: name yourself as its register lists you.",
        Refusal.SessionLocked => Detail(SessionState.Locked),
        Refusal.PasswordTooWeak => "The new password is too short, too long, as before, or too easy to guess: common passwords, patterns and names are refused.",
        Refusal.UnknownAgent => "No agent of that name serves the queue, or it is with them already.",
        Refusal.NotAvailable => "Say at your console that you are available; then take it over.",
        Refusal.NoCapacity => "You have as many conversations as your account, or the queue for one person, allows.",
        Refusal.UnknownGroup => "No expert group of that id in the agency.",
        _ => null,
    };

    /// <summary>What is wrong with a field of an account.</summary>
    public static string Detail(AccountFault fault) => fault switch
    {
        AccountFault.Missing => "It must be given.",
        AccountFault.Taken => "Somebody has it, or has had it.",
        AccountFault.TellsTooMuch => "It would tell citizens a family name or how somebody signs in.",
        AccountFault.UnknownQueue => "The agency has no such queue.",
        AccountFault.NotOfficial => "It is in none of the agency's domains.",
        AccountFault.OutOfReach => "It must be after today, and no further ahead than the agency allows.",
        AccountFault.NotOnePerson => "An account that is not shared is one person's.",
        AccountFault.NotSeveralPersons => "A shared account names at least two persons.",
        AccountFault.Own => "Nobody changes the role or the status of their own account.",
        AccountFault.LastAdministrator => "The agency would have no administrator left.",
        AccountFault.RegisterFull => "There is no room for more.",
        _ => "It is not as it should be.",
    };

    public const string Challenged =
        "Far more conversations are being started just now than people start. Send the same again with a proof for the challenge, or, without one, "
        + "with the challenge's token alone after the seconds it names.";

    public const string NoBan =
        "A ban needs 1 day up to the agency's longest, and a reason of at most 500 characters; and the conversation must have been started by a browser that said which it is. Nothing was changed.";

    public static string Banned(BannedUntil banned) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"No conversation can be started from this browser before {banned.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {banned.Appeal}");

    public static string Field(string field) => $"Check \"{field}\". {Detail(ProblemKind.InvalidRequest)}";
}
