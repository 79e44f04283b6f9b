using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>An agency as <c>DIR/agencies/{id}.json</c> describes it.</summary>
/// <param name="Id">1 to 40 of <c>a-z 0-9 -</c>; the file's name.</param>
/// <param name="Name">As citizens know it.</param>
/// <param name="TimeZone">IANA id; the hours are in it.</param>
/// <param name="Queues">At least one.</param>
[GenerateSerializer, Immutable, Alias("muster.agency-settings")]
public sealed record AgencySettings(string Id, string Name, string TimeZone, ImmutableArray<QueueSettings> Queues)
{
    /// <summary>When its queues are open, unless a queue says otherwise; none means at all hours.</summary>
    [Id(0)] public ImmutableArray<OpenHours> Hours { get; init; } = [];

    /// <summary>Days that differ: holidays (closed) and special days.</summary>
    [Id(1)] public ImmutableArray<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>Said to every citizen at the start.</summary>
    [Id(2)] public string Greeting { get; init; } = "";

    /// <summary>Why data is collected and what happens with it; shown before the first field.</summary>
    [Id(3)] public string PrivacyNotice { get; init; } = "";

    /// <summary>Where the whole notice stands.</summary>
    [Id(4)] public string? PrivacyUrl { get; init; }

    /// <summary>What is expected of people in a conversation.</summary>
    [Id(5)] public string? GuidelinesUrl { get; init; }

    /// <summary>Other ways to reach the agency, relay services included.</summary>
    [Id(6)] public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>What to call when life is at risk.</summary>
    [Id(7)] public string EmergencyNumber { get; init; } = "";

    /// <summary>Outcomes an agent may choose.</summary>
    [Id(8)] public ImmutableArray<string> Dispositions { get; init; } = ["resolved", "referred", "no-answer", "abuse"];

    /// <summary>Tags agents may use; none means any.</summary>
    [Id(9)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whether an agent's close needs a tag.</summary>
    [Id(10)] public bool TagRequired { get; init; }

    /// <summary>Colours of the citizen's page.</summary>
    [Id(11)] public AgencyColours Colours { get; init; } = new();

    /// <summary>Origins whose pages may show the launcher's panel.</summary>
    [Id(12)] public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>Numbers that bound a conversation.</summary>
    [Id(13)] public AgencyLimits Limits { get; init; } = new();

    /// <summary>What the agency tells everybody now; empty for nothing.</summary>
    [Id(14)] public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>How staff sign in.</summary>
    [Id(15)] public SignInSettings SignIn { get; init; } = new();

    /// <summary>What it asks of its staff accounts.</summary>
    [Id(16)] public StaffPolicy Staff { get; init; } = new();

    /// <summary>Identifiers of its own that are removed before anything is stored, besides those of every agency.</summary>
    [Id(20)] public ImmutableArray<IdentifierSettings> Identifiers { get; init; } = [];

    /// <summary>Days after the close of a conversation until what names the citizen is removed from it, 1 to 3,650; null for never (S68).</summary>
    [Id(21)] public int? AnonymiseAfterDays { get; init; }

    /// <summary>What is expected of people, and what is done about those who do not keep to it.</summary>
    [Id(22)] public AbuseSettings Abuse { get; init; } = new();

    /// <summary>Classes of urgency above the ordinary one.</summary>
    [Id(23)] public ImmutableArray<PriorityClass> Priorities { get; init; } = [];

    /// <summary>What words of a citizen change, in order: the first that fits counts.</summary>
    [Id(24)] public ImmutableArray<KeywordRule> KeywordRules { get; init; } = [];

    /// <summary>A time in which queues are open at all hours, whatever else is said (S32); null for none.</summary>
    [Id(25)] public EmergencyOpening? Emergency { get; init; }

    /// <summary>What is done where somebody's words say that a life is in danger.</summary>
    [Id(26)] public LifeAtRiskSettings LifeAtRisk { get; init; } = new();

    /// <summary>Those among the agents of a queue who are asked when somebody knows more than they do (S47).</summary>
    [Id(27)] public ImmutableArray<ExpertGroup> ExpertGroups { get; init; } = [];

    /// <summary>What can be had here and what cannot, said before anybody writes; empty for a general text (W9).</summary>
    [Id(28)] public string About { get; init; } = "";
}

/// <summary>Queues are open day and night, holidays included: a flood, a fire.</summary>
/// <param name="From">UTC.</param>
/// <param name="Until">UTC, not included; at most 31 days later.</param>
[GenerateSerializer, Immutable, Alias("muster.emergency-opening")]
public sealed record EmergencyOpening(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Which; none means all.</summary>
    [Id(0)] public ImmutableArray<string> Queues { get; init; } = [];
}

/// <summary>A queue of an agency.</summary>
/// <param name="Id">1 to 40 of <c>a-z 0-9 -</c>.</param>
/// <param name="Name">As citizens know it.</param>
[GenerateSerializer, Immutable, Alias("muster.queue-settings")]
public sealed record QueueSettings(string Id, string Name)
{
    /// <summary>Whether agents are given conversations or asked.</summary>
    [Id(0)] public AssignmentMode Assignment { get; init; } = AssignmentMode.Direct;

    /// <summary>How long an agent may think about an offer, seconds, 5 to 300.</summary>
    [Id(1)] public int OfferSeconds { get; init; } = 30;

    /// <summary>Its own hours; null takes the agency's, an empty list is open at all hours.</summary>
    [Id(2)] public ImmutableArray<OpenHours>? Hours { get; init; }

    /// <summary>Whether a citizen may leave a message while it is closed (S60).</summary>
    [Id(3)] public bool TakesMessagesWhenClosed { get; init; } = true;

    /// <summary>Its own patience with agents who do not reply; null takes the agency's.</summary>
    [Id(4)] public NoReplyTimes? NoReply { get; init; }

    /// <summary>Which agent gets a conversation.</summary>
    [Id(5)] public AgentChoice Choice { get; init; } = AgentChoice.LeastLoaded;

    /// <summary>The most of its conversations one agent may hold at once, 1 to 50; null leaves it to the account's (S10).</summary>
    [Id(6)] public int? CapacityPerAgent { get; init; }

    /// <summary>What its agents have to be good at.</summary>
    [Id(7)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>Primary BCP 47 subtags: a citizen who says they use one of them is given an agent with that language as a skill.</summary>
    [Id(8)] public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Seconds of waiting after which anybody who serves the queue will do, 0 to 86,400; null for never.</summary>
    [Id(9)] public int? AnybodyAfterSeconds { get; init; } = 300;

    /// <summary>The class of everybody who starts in it; null is the ordinary one.</summary>
    [Id(10)] public string? Priority { get; init; }

    /// <summary>
    /// Seconds of waiting within which a conversation is answered in time: 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1,800 or 3,600, where waits are counted apart.
    /// </summary>
    [Id(11)] public int ServiceLevelSeconds { get; init; } = 60;

    /// <summary>
    /// Seconds for which a left message lets those pass who wait at their screens, 0 to 604,800: it is answered when nobody waits, or when it is older than they are by that much.
    /// </summary>
    [Id(12)] public int MessagesYieldSeconds { get; init; } = 86_400;

    /// <summary>Queues whose agents help where people wait too long in this one.</summary>
    [Id(13)] public ImmutableArray<Overflow> Overflow { get; init; } = [];
}

/// <summary>How long a citizen waits for the reply of the agent who holds the conversation (C5).</summary>
/// <param name="AlertSeconds">Then the agent is alerted, 10 to 3,600; null for never.</param>
/// <param name="ReturnSeconds">Then it goes back to the line, 30 to 86,400 and more than <paramref name="AlertSeconds"/>; null for never.</param>
[GenerateSerializer, Immutable, Alias("muster.no-reply-times")]
public sealed record NoReplyTimes(int? AlertSeconds, int? ReturnSeconds);

/// <summary>How a queue hands out conversations.</summary>
public enum AssignmentMode
{
    /// <summary>A free agent gets it.</summary>
    Direct,

    /// <summary>A free agent is asked; declined or missed, it keeps its age.</summary>
    Offer,
}

/// <summary>An open span of a weekday; local time. <paramref name="Until"/> of 00:00 is midnight at the end of the day.</summary>
[GenerateSerializer, Immutable, Alias("muster.open-hours")]
public sealed record OpenHours(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>A date that differs from its weekday: closed, or open in other spans.</summary>
[GenerateSerializer, Immutable, Alias("muster.special-day")]
public sealed record SpecialDay(DateOnly Date, string Name)
{
    /// <summary>Open at these times; none means closed.</summary>
    [Id(0)] public ImmutableArray<OpenSpan> Open { get; init; } = [];
}

/// <summary>An open span of a date; local time.</summary>
[GenerateSerializer, Immutable, Alias("muster.open-span")]
public sealed record OpenSpan(TimeOnly From, TimeOnly Until);

/// <summary>Another way to reach the agency.</summary>
/// <param name="Name">Such as "Phone" or "National Relay Service".</param>
/// <param name="Value">The number or address as people read it.</param>
/// <param name="Url">A <c>tel:</c>, <c>mailto:</c> or <c>https:</c> link.</param>
[GenerateSerializer, Immutable, Alias("muster.channel")]
public sealed record Channel(string Name, string Value, string? Url);

/// <summary>Colours as CSS hex values (<c>#rrggbb</c>).</summary>
[GenerateSerializer, Immutable, Alias("muster.agency-colours")]
public sealed record AgencyColours(string Accent = "#0b5394", string OnAccent = "#ffffff", string AccentDark = "#9ac7f5", string OnAccentDark = "#06213a");

/// <summary>Numbers that bound a conversation.</summary>
/// <param name="Burst">Messages a conversation may send at once, 1 to 10,000.</param>
/// <param name="PerSecond">Messages a second its budget refills by, 0.1 to 1,000.</param>
/// <param name="IdleMinutes">Silence after which the citizen's page asks "still there?", 15 to 1,440.</param>
/// <param name="CloseAfterNoAnswerMinutes">Silence after the closing question that closes, 1 to 1,440; null for never (A15).</param>
/// <param name="TransferWaitSeconds">How long a transfer to one agent waits for that agent alone, 10 to 3,600.</param>
/// <param name="NoReplyAlertSeconds">See <see cref="NoReplyTimes"/>; a queue may have times of its own.</param>
/// <param name="NoReplyReturnSeconds">The same.</param>
[GenerateSerializer, Immutable, Alias("muster.agency-limits")]
public sealed record AgencyLimits(
    int Burst = 500,
    double PerSecond = 10,
    int IdleMinutes = 20,
    int? CloseAfterNoAnswerMinutes = null,
    int TransferWaitSeconds = 120,
    int? NoReplyAlertSeconds = 120,
    int? NoReplyReturnSeconds = 300)
{
    /// <summary>How long what an agent has handed over may wait for somebody to take it until it goes back to where it came from, 30 to 86,400; null for never (A13).</summary>
    [Id(0)] public int? TransferReturnSeconds { get; init; } = 300;
}
