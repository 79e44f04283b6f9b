using Muster.Conversations;
using Muster.Identity;

namespace Muster.Queues;

/// <summary>What may be told to a whole line, and by whom (N13). Touches nothing else.</summary>
public static class NoticeRules
{
    /// <summary>Supervisors of the queue.</summary>
    public static bool MaySend(Caller caller, string agency, string queue) =>
        caller.Agency == agency && caller.Role == Role.Supervisor && caller.Areas.Contains(queue);

    /// <summary>Ids remembered.</summary>
    public const int MostRemembered = 100;

    /// <summary>What stands from now on; what stands where this one was sent before.</summary>
    public static Outcome<StandingNotice> Send(this StandingNotice standing, SendNotice command, DateTimeOffset now) =>
        !IsId(command.Id) || string.IsNullOrWhiteSpace(command.Text) || command.Minutes is < 1 or > LineNotice.MostMinutes || !IsPublic(command.Url) ? Refusal.InvalidRequest
        : command.Text.Length > LineNotice.LongestText ? Refusal.MessageTooLong
        : standing.Sent.Contains(command.Id) ? standing
        : new StandingNotice
        {
            Notice = new LineNotice(command.Id, Redaction.Clean(command.Text.Trim()), command.Url, now, now.AddMinutes(command.Minutes)),
            Sent = [command.Id, .. standing.Sent.Take(MostRemembered - 1)],
        };

    /// <summary>Without the one of that id; where another stands by now, that one stays.</summary>
    public static StandingNotice Withdraw(this StandingNotice standing, string id) => standing.Notice?.Id == id ? standing with { Notice = null } : standing;

    private static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_');

    /// <summary>What is told to some must be there for everybody (S63).</summary>
    private static bool IsPublic(string url) =>
        url.Length <= LineNotice.LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps && parsed.UserInfo.Length == 0;
}
