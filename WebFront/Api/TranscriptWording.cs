using System.Globalization;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>Entries in a sentence each, for the copy that people keep.</summary>
internal static class TranscriptWording
{
    public static string Heading(string agency, string reference) => $"Conversation {reference} with {agency}";

    public static string Times(string timeZone) => $"All times are in {timeZone}.";

    public static string Who(Entry entry, bool isForStaff) => entry.AuthorRole switch
    {
        Role.Citizen => entry.AuthorName is { Length: > 0 } name ? name : isForStaff ? "Citizen" : "You",
        Role.Assistant => $"{entry.AuthorName ?? "Assistant"} (automated)",
        Role.System => "Muster",
        _ => entry.AuthorName ?? "Adviser",
    };

    /// <param name="entry">One that the reader may see.</param>
    /// <param name="local">By whose clock times in it are told.</param>
    public static string What(Entry entry, Func<DateTimeOffset, DateTimeOffset> local) => entry.Kind switch
    {
        EntryKind.Started => entry.Text is { Length: > 0 } greeting ? $"Conversation started. {greeting}" : "Conversation started.",
        EntryKind.Message or EntryKind.Note => entry.Text ?? "[removed]",
        EntryKind.Waiting when entry.Reason == "left-message" => "Left as a message.",
        EntryKind.Waiting when entry.Reason == "life-at-risk" => "Moved to the front of the line.",
        EntryKind.Waiting when entry.Reason == "contact-asked" => "In the line, to be reached as asked.",
        EntryKind.Waiting when entry.Reason == "contact-later" => "Back in the line, to be reached later.",
        EntryKind.Waiting when entry.Reason == "not-taken" => $"Nobody took it there. Back in the line for {entry.To ?? entry.Queue}.",
        EntryKind.Waiting when entry.Reason == "moved" => "Waiting in another queue, or for another adviser, since the same time.",
        EntryKind.Waiting => "Waiting for an adviser.",
        EntryKind.ContactAsked => $"{Asked(entry)}{(entry.NotBefore is { } earliest ? $" Not before {Minute(local(earliest))}." : "")}{(entry.Text is { Length: > 0 } best ? $" Best time: {best}" : "")}",
        EntryKind.ContactTried => $"{Tried(entry.Outcome)}{(entry.NotBefore is { } again ? $" To be tried again after {Minute(local(again))}." : "")}",
        EntryKind.NoticeAnswer => $"{(entry.Helped == true ? "The notice answered the question" : "The notice did not answer the question")}: {entry.Text} ({entry.Url})",
        EntryKind.Warning => $"Quoted the guidelines: {entry.Text}",
        EntryKind.Referred => $"Suggested another way to reach the agency. {entry.To}: {entry.Text}",
        EntryKind.BanProposed => $"Proposed a ban: {entry.Text}",
        EntryKind.ConsultAsked => $"Asked {entry.To} for advice: {entry.Text}",
        EntryKind.ConsultJoined => "Advises.",
        EntryKind.ConsultLeft => "Advises no longer. The question waits for somebody else.",
        EntryKind.ConsultEnded => entry.Reason == "not-taken" ? "Nobody took the question." : "The advice has ended.",
        EntryKind.Closed when entry.Outcome == "answered-by-notice" => "Conversation ended: the notice answered the question.",
        EntryKind.Closed when entry.Outcome == "ended-in-line" => "Conversation ended while it waited.",
        EntryKind.Closed when entry.Outcome == "abuse" => $"The conversation was ended because it did not keep to the guidelines. {entry.Text}",
        EntryKind.Triaged => $"Triaged{(entry.Reason is { } rule ? $" by the rule {rule}" : "")}{(entry.Queue is { } chosen ? $", from {chosen}" : "")}{(entry.Priority is { } priority ? $", priority {priority}" : "")}.",
        EntryKind.LifeAtRisk => $"A life may be in danger. Found: “{entry.Reason}”.",
        EntryKind.Joined => "Joined the conversation.",
        EntryKind.Left => "Left the conversation.",
        EntryKind.Transferred => $"Handed the conversation over{(entry.To is { } to ? $" to {to}" : "")}.{(entry.Reason is { } why ? $" Reason: {why}" : "")}",
        EntryKind.ClosingQuestion => "Asked whether there is anything else.",
        EntryKind.ClosingAnswer => entry.MoreHelp == true ? "There is something else." : "There is nothing else.",
        EntryKind.Closed => entry.NextAction is { Length: > 0 } next
            ? $"Conversation closed. Agreed: {next}{(entry.NextActionBy is { } by ? $" (by {by:yyyy-MM-dd})" : "")}"
            : "Conversation closed.",
        EntryKind.Rated => $"Rated the conversation: {entry.Satisfaction} of 5{(entry.Text is { Length: > 0 } comment ? $". {comment}" : "")}",
        EntryKind.Tagged => $"Tags: {string.Join(", ", entry.Tags ?? [])}",
        EntryKind.Removed when entry.Reason == "anonymised" => "What named the citizen was removed.",
        EntryKind.Removed => "The content of an earlier entry was removed.",
        _ => entry.Text ?? entry.Kind,
    };

    private static string Asked(Entry entry) => entry switch
    {
        { IsCallBack: true } => "Asked to be called back.",
        { Channel: ContactChannel.Phone } => "Asked for an answer by phone.",
        { Channel: ContactChannel.Sms } => "Asked for an answer by text message.",
        { Channel: ContactChannel.Email } => "Asked for an answer by email.",
        _ => "Asked for an answer by letter.",
    };

    private static string Tried(string? outcome) => outcome switch
    {
        "reached" => "Reached the citizen as they had asked.",
        "not-reached" => "Tried to reach the citizen. Nobody answered.",
        _ => "Tried to reach the citizen. The number or address is wrong.",
    };

    private static string Minute(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
