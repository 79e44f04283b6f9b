using System.Collections.Immutable;

namespace Muster.Records;

/// <summary>The closed conversations of an agency's day and shard, as stored: in the order they were added.</summary>
public sealed record Register
{
    public ImmutableArray<ClosedConversation> Items { get; init; } = [];

    /// <summary>With those it does not hold yet; itself where there are none.</summary>
    public Register With(ImmutableArray<ClosedConversation> closed)
    {
        var known = Items.Select(item => item.Conversation).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ClosedConversation> news = [.. closed.Where(item => known.Add(item.Conversation))];
        return news.IsEmpty ? this : this with { Items = Items.AddRange(news) };
    }
}
