namespace Muster.WebFront.Api;

/// <summary>Where a conversation may be handed to, and how it stands there.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Priorities">The agency's classes of urgency above the ordinary one, the least urgent first.</param>
internal sealed record HandoversAnswer(
    DateTimeOffset At,
    IReadOnlyList<HandoverQueueAnswer> Queues,
    IReadOnlyList<HandoverGroupAnswer> Groups,
    IReadOnlyList<HandoverAgentAnswer> Agents,
    IReadOnlyList<HandoverPriorityAnswer> Priorities);

internal sealed record HandoverPriorityAnswer(string Id, string Name);

/// <param name="OpensAt">The next opening; null while it is open or none is in sight.</param>
/// <param name="ClosesAt">The next closing; null while it is closed or open at all hours.</param>
/// <param name="Free">Conversations its agents could take now; null while that cannot be asked, as is <paramref name="Waiting"/>.</param>
/// <param name="Wait">Of a conversation of the age that was asked about, else of whoever comes now.</param>
internal sealed record HandoverQueueAnswer(
    string Id, string Name, bool Open, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int? Free, int? Waiting, HandoverWaitAnswer Wait);

/// <param name="Queue">The queue the experts answer in; its line and hours are theirs.</param>
/// <param name="Available">Experts who are available, free or not; null while that cannot be asked.</param>
/// <param name="Free">Conversations that they could take now.</param>
/// <param name="Waiting">In the queue, whoever they wait for.</param>
/// <param name="Wait">Nothing is estimated for a part of a queue's agents.</param>
internal sealed record HandoverGroupAnswer(
    string Id, string Name, string Queue, bool Open, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int? Available, int? Free, int? Waiting, HandoverWaitAnswer Wait);

/// <param name="Queue">Where they would take it: the queue it is in where they serve that one, else one of theirs, an open one first.</param>
/// <param name="Status">Their presence; null while it cannot be asked, as is <paramref name="Free"/>.</param>
/// <param name="Waiting">In that queue, whoever they wait for.</param>
/// <param name="Wait">Nothing is estimated for one agent.</param>
internal sealed record HandoverAgentAnswer(
    string Username, string Alias, string Queue, bool Open, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, string? Status, int? Free, int? Waiting, HandoverWaitAnswer Wait);

/// <summary>Half of those in that place wait at most the lower number of seconds, four in five at most the higher; null where it cannot be estimated.</summary>
internal sealed record HandoverWaitAnswer(int? Low, int? High, DateTimeOffset At);
