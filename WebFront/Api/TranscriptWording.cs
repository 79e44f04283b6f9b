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

    public static string What(Entry entry) => entry.Kind switch
    {
        EntryKind.Started => entry.Text is { Length: > 0 } greeting ? $"Conversation started. {greeting}" : "Conversation started.",
        EntryKind.Message or EntryKind.Note => entry.Text ?? "[removed]",
        EntryKind.Waiting => "Waiting for an adviser.",
        EntryKind.Warning => $"Quoted the guidelines: {entry.Text}",
        EntryKind.BanProposed => $"Proposed a ban: {entry.Text}",
        EntryKind.Closed when entry.Outcome == "abuse" => $"The conversation was ended because it did not keep to the guidelines. {entry.Text}",
        EntryKind.Triaged => $"Triaged{(entry.Reason is { } rule ? $" by the rule {rule}" : "")}{(entry.Queue is { } chosen ? $", from {chosen}" : "")}{(entry.Priority is { } priority ? $", priority {priority}" : "")}.",
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
}
