using Muster.Identity;

namespace Muster.WebFront.Live;

/// <summary>A stream of one conversation, for its citizen or for staff.</summary>
public sealed class ConversationFollower : Follower
{
    private readonly Feed _feed;
    private readonly ConversationHub _hub;
    private readonly ConversationCursor _cursor;
    private bool _isGreeted;

    internal ConversationFollower(Feed feed, Caller caller, string conversation, int after)
    {
        _feed = feed;
        (_hub, _cursor) = feed.Attach(caller, conversation, after, Wakeup);
    }

    public override bool Take(List<FeedItem> items)
    {
        var before = items.Count;
        var isHeartbeat = TakesHeartbeat();
        if (isHeartbeat && !_isGreeted)
            AddHeartbeat(items);
        _cursor.IsPlaceDue |= isHeartbeat;
        if (_hub.Take(_cursor, items))
            Feed.Forget(_cursor.Read());
        if (isHeartbeat && _isGreeted)
            AddHeartbeat(items);
        _isGreeted = true;
        IsOver = IsStopped || (items.Count == before && _hub.IsOverFor(_cursor));
        return items.Count > before;
    }

    /// <summary>Asks the conversation to be told, which says whether the caller may follow it.</summary>
    internal async Task<Refusal?> Open()
    {
        var answer = await _hub.Watch(_cursor.Caller);
        if (!answer.IsDone)
            return answer.Refusal;

        if (_cursor.Caller.Role == Role.Citizen)
            _hub.Greet(_cursor.Caller);
        return null;
    }

    private protected override void Leave()
    {
        _cursor.Close();
        _feed.Part(this);
    }

    private void AddHeartbeat(List<FeedItem> items) => items.Add(new FeedItem(FeedKind.Heartbeat, _hub.Key, _hub.LastSeq, null));
}
