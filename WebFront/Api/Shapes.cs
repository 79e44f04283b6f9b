namespace Muster.WebFront.Api;

// What EntryJson and the event writers write by hand, as types for the description alone.

/// <summary>Who did it; staff by the one name citizens know.</summary>
internal sealed record AuthorShape(string Role, string? Name);

/// <summary>A durable entry; clients ignore kinds and fields they do not know.</summary>
internal sealed record EntryShape(
    int Seq,
    DateTimeOffset At,
    string Kind,
    AuthorShape Author,
    string? Text = null,
    string? MessageId = null,
    string? Queue = null,
    string? Reason = null,
    string? To = null,
    string? Outcome = null,
    bool? MoreHelp = null,
    bool? Resolved = null,
    int? Satisfaction = null,
    string? NextAction = null,
    DateOnly? NextActionBy = null,
    int? Target = null,
    string? Reference = null,
    string? Language = null,
    bool? StaffOnly = null,
    string? Disposition = null,
    string? Contact = null,
    string? Page = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, string>? Answers = null);

internal sealed record EntriesShape(IReadOnlyList<EntryShape> Events, int Next);

/// <summary>A conversation's copy.</summary>
internal sealed record TranscriptShape(
    string Agency, string Reference, string Queue, DateTimeOffset StartedAt, string TimeZone, IReadOnlyList<EntryShape> Entries);
