using System.Text.Json.Serialization;

namespace Muster.WebFront.Api;

// What we answer. Entries are written by EntryJson, for the audience that asks.

/// <param name="Reason">More about it, where a client can do something: <c>code-needed</c>, <c>person-needed</c>, <c>locked</c>, <c>password-change-due</c> or <c>second-factor-due</c>.</param>
internal sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChallengeAnswer? Challenge = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? BannedUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Appeal = null);

/// <summary>What a start needs while there is an attack: a number, or a wait of <paramref name="WaitSeconds"/>; the same start again with either.</summary>
/// <param name="Difficulty">Leading zero bits of <c>SHA-256(SHA-256(token) + nonce)</c>, the nonce as four bytes, the highest first.</param>
internal sealed record ChallengeAnswer(string Token, int Difficulty, int WaitSeconds);

/// <summary>Half of those who come now wait at most the lower number of seconds, four in five at most the higher; null where it cannot be estimated.</summary>
/// <param name="Trend"><c>rising</c>, <c>steady</c> or <c>falling</c> against some minutes ago; left out where it is not known.</param>
internal sealed record WaitAnswer(
    int? Low,
    int? High,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trend);

internal sealed record StartAnswer(string Id, string Token, string Reference, int Seq, DateTimeOffset At, string Status, string Queue, WaitAnswer Wait);

internal sealed record ReceiptAnswer(int Seq, DateTimeOffset At);

/// <param name="OpensAt">The next opening; null while it is open or none is in sight.</param>
/// <param name="Waiting">How many wait; null while the queue cannot be asked.</param>
internal sealed record QueueAnswer(
    string Id,
    string Name,
    bool Open,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    bool TakesMessagesWhenClosed,
    IReadOnlyList<HoursAnswer> Hours,
    int? Waiting,
    WaitAnswer Wait);

/// <summary>Open on a weekday; local time as <c>HH:mm</c>. Until 00:00 is midnight at the end of the day.</summary>
internal sealed record HoursAnswer(string Day, string From, string Until);

internal sealed record SpecialDayAnswer(DateOnly Date, string Name, IReadOnlyList<SpanAnswer> Open);

internal sealed record SpanAnswer(string From, string Until);

internal sealed record ChannelAnswer(string Name, string Value, string? Url);

internal sealed record PrivacyAnswer(string Notice, string? Url);

internal sealed record ColoursAnswer(string Accent, string OnAccent, string AccentDark, string OnAccentDark);

/// <param name="LongestText">UTF-16 units of a message.</param>
/// <param name="LongestField">UTF-16 units of a name, a contact and the like.</param>
internal sealed record LimitsAnswer(int IdleMinutes, int LongestText, int LongestField);

/// <param name="TimeZone">IANA id; the hours are in it.</param>
/// <param name="About">What can be had here and what cannot; empty where the agency leaves it to a general text.</param>
/// <param name="Incident">Always null in this version.</param>
internal sealed record AgencyAnswer(
    string Id,
    string Name,
    string TimeZone,
    IReadOnlyList<QueueAnswer> Queues,
    IReadOnlyList<SpecialDayAnswer> SpecialDays,
    string Greeting,
    string About,
    IReadOnlyList<string> Notices,
    string? Incident,
    PrivacyAnswer Privacy,
    string? GuidelinesUrl,
    string Guidelines,
    IReadOnlyList<ChannelAnswer> Channels,
    string EmergencyNumber,
    ColoursAnswer Colours,
    LimitsAnswer Limits,
    DateTimeOffset At);

/// <param name="Id">Names the session and opens nothing.</param>
/// <param name="State"><c>open</c>, <c>locked</c>, <c>password-change-due</c> or <c>second-factor-due</c>; in all but the first it may do nothing else.</param>
/// <param name="SecondFactor">Whether the account has one.</param>
/// <param name="IdleLockMinutes">After how long without <c>session/activity</c> it locks itself; null for never.</param>
/// <param name="Trusted">Whether it is on a trusted device.</param>
internal sealed record SessionAnswer(
    string Agency,
    string Username,
    string Alias,
    string Role,
    IReadOnlyList<string> Queues,
    int Capacity,
    DateTimeOffset Until,
    string Id,
    string State,
    bool SecondFactor,
    double? IdleLockMinutes,
    bool Trusted);

/// <summary>Told once. Put the secret, or the address as a QR code, into an authenticator app, and send a code of it to <c>session/second-factor/confirm</c>.</summary>
internal sealed record FactorAnswer(string Secret, string Uri);

/// <summary>Told once: each stands in for the second factor one time.</summary>
internal sealed record RecoveryCodesAnswer(IReadOnlyList<string> RecoveryCodes);

/// <param name="RecoveryCodesLeft">Of those that can stand in for the second factor.</param>
internal sealed record AccountSecurityAnswer(
    bool SecondFactor, int RecoveryCodesLeft, bool PasswordChangeDue, IReadOnlyList<SessionLineAnswer> Sessions, IReadOnlyList<DeviceLineAnswer> Devices);

/// <param name="Id">Names the session and opens nothing.</param>
/// <param name="Device">Its browser and system in a few words.</param>
/// <param name="Own">Whether it is the one that asks.</param>
internal sealed record SessionLineAnswer(
    string Id, DateTimeOffset Since, DateTimeOffset LastSeen, DateTimeOffset Until, string Device, bool Trusted, bool Locked, bool Own);

internal sealed record DeviceLineAnswer(string Id, string Device, DateTimeOffset Since, DateTimeOffset LastUsed);

/// <param name="LostAt">When a lease last lapsed and conversations went back to the line; null after the agent is back.</param>
/// <param name="Why">Why presence is what the agent did not choose.</param>
internal sealed record AgentAnswer(
    string Alias,
    string Status,
    int Capacity,
    int MostCapacity,
    int InUse,
    DateTimeOffset LeaseUntil,
    DateTimeOffset? LostAt,
    string? Why);

/// <param name="Status"><c>offered</c>, <c>active</c> or <c>wrap-up</c>.</param>
/// <param name="Consult">Whether a colleague seeks advice; otherwise it is a citizen's.</param>
/// <param name="ConsultOf">Of a consult that is held, the conversation whose holder seeks advice; null for a citizen's, and for what is only offered.</param>
internal sealed record HeldAnswer(string Id, string Queue, string Status, DateTimeOffset Since, DateTimeOffset? Until, bool Consult, string? ConsultOf);

internal sealed record HeldListAnswer(IReadOnlyList<HeldAnswer> Conversations);

/// <param name="ConsultOf">Of a consult, the conversation whose holder seeks advice; left out of a citizen's.</param>
internal sealed record ConversationAnswer(
    string Id,
    string Reference,
    string Status,
    string Queue,
    DateTimeOffset StartedAt,
    string? AgentName,
    string? CitizenName,
    bool ClosingAsked,
    bool Rated,
    int LastSeq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags,
    ContactAnswer? Contact,
    NoticeAnswer? Notice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ConsultOf);

/// <summary>How the citizen has asked to be reached.</summary>
internal sealed record ContactAnswer(string Channel, string Address, bool CallBack, DateTimeOffset? NotBefore, string? BestTime);

/// <summary>What the console needs to know of its agency.</summary>
/// <param name="LifeAtRiskSteps">What an agent does, in order, where a citizen's words say that a life is in danger.</param>
internal sealed record DeskAnswer(
    string Id,
    string Name,
    string TimeZone,
    IReadOnlyList<DeskQueueAnswer> Queues,
    IReadOnlyList<string> Dispositions,
    IReadOnlyList<string> Tags,
    bool TagRequired,
    LimitsAnswer Limits,
    AbuseAnswer Abuse,
    IReadOnlyList<string> LifeAtRiskSteps,
    IReadOnlyList<ChannelAnswer> Channels);

/// <param name="Guidelines">What a warning quotes.</param>
/// <param name="Appeal">What somebody reads whose conversation is ended for abuse.</param>
internal sealed record AbuseAnswer(string Guidelines, string Appeal, int LongestBanDays);

/// <param name="TimeZone">IANA id: the days are those there.</param>
/// <param name="From">The beginning of today.</param>
internal sealed record CalendarAnswer(string TimeZone, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<QueueCalendarAnswer> Queues);

internal sealed record QueueCalendarAnswer(string Id, IReadOnlyList<OpenAnswer> Open);

/// <summary>Open from, until and without.</summary>
internal sealed record OpenAnswer(DateTimeOffset From, DateTimeOffset Until);

internal sealed record DeskQueueAnswer(
    string Id, string Name, bool Open, DateTimeOffset? OpensAt, int? Waiting, DateTimeOffset? OldestSince, int? AvailableAgents);

/// <param name="Free">Conversations they can take now; null while that cannot be asked.</param>
internal sealed record ColleagueAnswer(string Username, string Alias, IReadOnlyList<string> Queues, string? Status, int? Free);

internal sealed record ColleaguesAnswer(IReadOnlyList<ColleagueAnswer> Agents);

/// <param name="AtRisk">Of those who wait and those with agents, the conversations in which a life is in danger.</param>
/// <param name="Forecast">Of the wait of whoever comes now.</param>
internal sealed record BoardAnswer(
    string Queue, DateTimeOffset At, int Waiting, DateTimeOffset? OldestSince, int Held, int AtRisk, IReadOnlyList<BoardAgentAnswer> Agents, ForecastAnswer? Forecast);

/// <param name="Low">Seconds; null where it cannot be estimated, as is <paramref name="High"/>.</param>
/// <param name="WhyNot"><c>nobody-serves</c>, <c>surge</c>, <c>nothing-learned</c> or <c>too-long</c>; null where it is estimated.</param>
/// <param name="Trend"><c>rising</c>, <c>steady</c> or <c>falling</c>; null where it is not known.</param>
/// <param name="Kept">Of the last <paramref name="Of"/> forecasts that have come due, those whose higher end was not exceeded.</param>
internal sealed record ForecastAnswer(int? Low, int? High, DateTimeOffset At, string? WhyNot, string? Trend, int Kept, int Of);

/// <param name="Waiting">Those in the line, the next to be served first; at most 100.</param>
/// <param name="Held">Those with an agent, the oldest first; at most 100.</param>
/// <param name="OfWaiting">How many wait, those that are not listed included.</param>
/// <param name="OfHeld">How many are with agents, those that are not listed included.</param>
/// <param name="Later">Those that are nobody's before a time to come, the earliest first; at most 100.</param>
/// <param name="OfLater">How many those are, those that are not listed included.</param>
internal sealed record OpenConversationsAnswer(
    string Queue, DateTimeOffset At, IReadOnlyList<WaitingConversationAnswer> Waiting, IReadOnlyList<HeldConversationAnswer> Held, int OfWaiting, int OfHeld,
    IReadOnlyList<LaterConversationAnswer> Later, int OfLater);

/// <param name="Since">When the citizen started.</param>
/// <param name="NotBefore">Nobody is given it earlier.</param>
internal sealed record LaterConversationAnswer(string Id, DateTimeOffset Since, DateTimeOffset? NotBefore);

/// <param name="Since">When the citizen started.</param>
/// <param name="Priority">The class of urgency; null is the ordinary one.</param>
/// <param name="Consult">No citizen's: an agent asks for advice in it.</param>
internal sealed record WaitingConversationAnswer(string Id, DateTimeOffset Since, string? Priority, bool Consult);

/// <param name="Since">When the citizen started.</param>
/// <param name="Status"><c>active</c> or <c>wrap-up</c>.</param>
/// <param name="Agent">The alias; null where the agent no longer serves the queue.</param>
/// <param name="WaitsSince">Since when the citizen waits for the agent's words; null while they do not.</param>
/// <param name="Consult">No citizen's: an agent asks for advice in it.</param>
internal sealed record HeldConversationAnswer(string Id, DateTimeOffset Since, string? Priority, string Status, string? Agent, DateTimeOffset? WaitsSince, bool Consult);

internal sealed record PresenceForAnswer(string Alias, string Status);

/// <summary>The queues an agent serves for a time.</summary>
internal sealed record LoansAnswer(string Alias, IReadOnlyList<LoanAnswer> Loans);

internal sealed record LoanAnswer(string Queue, DateTimeOffset Until);

internal sealed record BoardAgentAnswer(string Alias, string Status, int InUse, int Free, DateTimeOffset IdleSince);

/// <param name="Next">Give it as <c>after</c> to go on.</param>
/// <param name="Complete">Nothing that could fit comes after.</param>
/// <param name="Unreadable">Lines passed over because they cannot be read any more.</param>
internal sealed record AuditAnswer(IReadOnlyList<AuditLineAnswer> Lines, long Next, bool Complete, int Unreadable);

/// <param name="Since">Where several are in one line, when the first of them was.</param>
/// <param name="ActorId">The staff id; of a citizen the id of their conversation.</param>
/// <param name="Previous">The hash of the line before.</param>
/// <param name="Hash">What is hashed is told in docs/audit.md.</param>
internal sealed record AuditLineAnswer(
    long Number,
    DateTimeOffset At,
    DateTimeOffset? Since,
    string Action,
    string ActorRole,
    string ActorAgency,
    string? ActorId,
    string SubjectKind,
    string? SubjectId,
    string Outcome,
    string? Reason,
    int Count,
    string Previous,
    string Hash);

/// <param name="Lines">How many were looked at.</param>
/// <param name="Number">The last line.</param>
/// <param name="Hash">Its hash: write both down outside.</param>
/// <param name="Findings">Empty where everything is as it was written.</param>
/// <param name="Next">The part to go on from; null where the check is complete.</param>
internal sealed record AuditVerificationAnswer(long Lines, long Number, string Hash, IReadOnlyList<AuditFindingAnswer> Findings, string? Next);

/// <param name="What"><c>unreadable</c>, <c>misplaced</c>, <c>unlinked</c>, <c>missing</c>, <c>surplus</c>, <c>exchanged</c> or <c>other-than-expected</c>.</param>
internal sealed record AuditFindingAnswer(string What, string Part, long Number);

/// <param name="Conversation">The id of the conversation it comes from.</param>
/// <param name="Agent">Who proposed it.</param>
/// <param name="Status"><c>proposed</c>, <c>in-force</c>, <c>refused</c>, <c>lifted</c> or <c>expired</c>.</param>
/// <param name="DecidedBy">Who approved, refused or lifted it.</param>
/// <param name="Until">When it ends by itself; null while it is only proposed or was refused.</param>
internal sealed record BanAnswer(
    string Id,
    string Conversation,
    string Reference,
    string Queue,
    string Agent,
    string Reason,
    int Days,
    DateTimeOffset ProposedAt,
    string Status,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? Until);

/// <summary>A conversation that an agent ended for abuse.</summary>
internal sealed record EndedAnswer(string Conversation, string Reference, string Queue, string Agent, string Reason, DateTimeOffset At);

internal sealed record BanListAnswer(IReadOnlyList<BanAnswer> Bans, IReadOnlyList<EndedAnswer> Ended);

/// <param name="From">The first day, by the agency's clocks.</param>
/// <param name="To">The last.</param>
/// <param name="Lines">How many were counted.</param>
/// <param name="CountedUntil">Where there were more than are counted at once, the time of the last one; ask for fewer days.</param>
/// <param name="Unreadable">Lines passed over because they cannot be read any more.</param>
/// <param name="Times">What stands out is more than this many times what is usual,</param>
/// <param name="Least">and at least this often.</param>
/// <param name="Staff">Everybody of whom there is a line; those who stand out first.</param>
/// <param name="Others">What no member of the agency's staff stands for.</param>
internal sealed record AnomaliesAnswer(
    DateOnly From,
    DateOnly To,
    int Lines,
    DateTimeOffset CountedUntil,
    bool Complete,
    int Unreadable,
    int Times,
    int Least,
    IReadOnlyList<StaffAnomaliesAnswer> Staff,
    AnomalyFiguresAnswer Others);

/// <param name="Usual">The medians of the others in their role.</param>
/// <param name="StandsOut">The names of those figures that do.</param>
internal sealed record StaffAnomaliesAnswer(
    string StaffId, string Username, string Role, AnomalyFiguresAnswer Figures, AnomalyFiguresAnswer Usual, IReadOnlyList<string> StandsOut);

/// <param name="Reads">Conversations read that they did not hold.</param>
/// <param name="Exports">Copies of conversations, of the register and of the audit log.</param>
/// <param name="Names">Real names and the register of accounts looked at.</param>
internal sealed record AnomalyFiguresAnswer(int Reads, int Exports, int Names, int Refusals, int FailedSignIns);
