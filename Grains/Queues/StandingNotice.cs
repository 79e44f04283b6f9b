using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>What a queue tells its line, as stored; null for nothing.</summary>
public sealed record StandingNotice
{
    public LineNotice? Notice { get; init; }

    /// <summary>Ids of those that were sent last, the newest first: what comes again, however late, is not sent again.</summary>
    public ImmutableArray<string> Sent { get; init; } = [];

    /// <summary>What is told now.</summary>
    public LineNotice? At(DateTimeOffset now) => Notice is { } notice && now < notice.Until ? notice : null;
}
