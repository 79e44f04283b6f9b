using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>When the queues of an agency are open in the next days.</summary>
/// <param name="From">The beginning of the day it is there, UTC.</param>
/// <param name="Until">UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.agency-calendar")]
public sealed record AgencyCalendar(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<QueueCalendar> Queues)
{
    /// <summary>How far a calendar looks.</summary>
    public const int Days = 14;
}

/// <summary>When one queue is open.</summary>
/// <param name="Id">The queue's id.</param>
/// <param name="Open">Ascending, apart from each other.</param>
[GenerateSerializer, Immutable, Alias("muster.queue-calendar")]
public sealed record QueueCalendar(string Id, ImmutableArray<CalendarSpan> Open);

/// <summary>UTC, the end not included.</summary>
[GenerateSerializer, Immutable, Alias("muster.calendar-span")]
public readonly record struct CalendarSpan(DateTimeOffset From, DateTimeOffset Until);
