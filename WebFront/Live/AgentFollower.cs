using System.Collections.Immutable;
using Muster.Agents;
using Muster.Identity;
using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>The one stream of an agent's console: everything the agent holds, is offered and needs to know.</summary>
public sealed class AgentFollower : Follower
{
    private readonly Feed _feed;
    private readonly AgentHub _hub;
    private readonly List<HeldConversation> _held = [];
    private readonly List<Slot> _offered = [];
    private readonly ImmutableArray<Line> _lines;
    private readonly Dictionary<string, int> _resumed;
    private AgentView? _told;
    private long _change;
    private long _linesTold = -1;
    private volatile bool _areLinesDue = true;
    private bool _isGreeted;

    internal AgentFollower(Feed feed, Caller caller, IReadOnlyDictionary<string, int> resumed)
    {
        _feed = feed;
        Caller = caller;
        _resumed = new Dictionary<string, int>(resumed);
        _hub = feed.Attach(this);
        _lines = [.. caller.Areas.Select(queue => feed.Lines.Of(GrainKey.Of(caller.Agency, queue)))];
    }

    internal Caller Caller { get; }

    /// <summary>The newest entry known of each conversation that is held, for a heartbeat.</summary>
    public IEnumerable<(string Conversation, int Seq)> Newest => _held.Select(held => (held.Hub.Key, held.Hub.LastSeq));

    public override bool Take(List<FeedItem> items)
    {
        var before = items.Count;
        var isHeartbeat = TakesHeartbeat();
        if (isHeartbeat && !_isGreeted)
            AddHeartbeat(items);
        Compare(items);
        foreach (var held in _held)
        {
            if (held.Hub.Take(held.Cursor, items))
                Feed.Forget(held.Cursor.Read());
        }

        TakeLines(items);
        if (isHeartbeat && _isGreeted)
        {
            TryRefusedAgain();
            AddHeartbeat(items);
        }

        _isGreeted = true;
        IsOver = IsStopped;
        return items.Count > before;
    }

    internal async Task<Refusal?> Open() => (await _hub.Watch(Caller)).Refusal;

    /// <summary>Looks whether the figures of the queues have changed since they were told.</summary>
    internal void LookAtLines()
    {
        if (Versions() == Volatile.Read(ref _linesTold))
            return;

        _areLinesDue = true;
        Wake();
    }

    private protected override void Leave()
    {
        foreach (var held in _held.ToArray())
            held.Cursor.Close();
        _feed.Part(this, _hub);
    }

    /// <summary>What has changed since the view that was told last.</summary>
    private void Compare(List<FeedItem> items)
    {
        var (change, view) = _hub.Now();
        if (change == _change || view is null)
            return;

        _change = change;
        foreach (var gone in _held.Where(held => !view.Slots.Any(slot => IsHeld(slot) && (held.IsReadAlong ? slot.ConsultOf : slot.Conversation) == held.Hub.Key)).ToArray())
            Drop(gone, items);
        foreach (var gone in _offered.Where(offer => !view.Slots.Any(slot => slot.Conversation == offer.Conversation)).ToArray())
        {
            items.Add(new FeedItem(FeedKind.Released, gone.Conversation, 0, null));
            foreach (var advised in _held.Where(held => held.Slot.ConsultOf == gone.Conversation).ToArray())
                Drop(advised, items); // whoever is told that it has gone forgets it: it is told anew to whoever advises on it
        }

        _offered.RemoveAll(offer => !view.Slots.Any(slot => slot.State == SlotState.Offered && slot.Conversation == offer.Conversation));
        foreach (var slot in view.Slots)
            Look(slot, items); // after what has gone: whoever has lost a conversation may be asked for advice on it at once
        foreach (var forgotten in _resumed.Keys.Order(StringComparer.Ordinal))
            items.Add(new FeedItem(FeedKind.Released, forgotten, 0, null));
        _resumed.Clear();

        if (_told is null || HasChanged(_told, view))
            items.Add(new FeedItem(FeedKind.Presence, null, 0, view));
        _told = view;
    }

    private void Look(Slot slot, List<FeedItem> items)
    {
        if (slot.State == SlotState.Offered && !_offered.Exists(offer => offer.Conversation == slot.Conversation))
        {
            _offered.Add(slot);
            items.Add(new FeedItem(FeedKind.Offered, slot.Conversation, 0, slot));
        }

        if (!IsHeld(slot))
            return;

        var known = _held.Find(held => held.Hub.Key == slot.Conversation && !held.IsReadAlong);
        if (known is not null && known.Slot.ConsultOf == slot.ConsultOf)
        {
            known.Slot = slot;
        }
        else
        {
            if (known is not null)
                Drop(known, items); // an agent who was only reminded of it learns after that that it is a question, and which
            Hold(slot, items);
        }
    }

    private void Hold(Slot slot, List<FeedItem> items)
    {
        if (_held.Find(held => held.Hub.Key == slot.Conversation) is { } readAlong)
            Drop(readAlong, items); // it has become theirs

        // Whoever resumes knows of it already.
        if (!_resumed.ContainsKey(slot.Conversation))
            items.Add(new FeedItem(FeedKind.Assigned, slot.Conversation, 0, slot));
        Follow(slot.Conversation, slot, isReadAlong: false);
        if (slot.ConsultOf is { } advised && !_held.Exists(held => held.Hub.Key == advised))
            Follow(advised, slot, isReadAlong: true); // once: a conversation that has become theirs meanwhile is advised on no more
    }

    private void Drop(HeldConversation gone, List<FeedItem> items)
    {
        // What came while it was theirs and was not taken yet goes first.
        gone.Hub.Take(gone.Cursor, items);
        gone.Cursor.Close();
        _held.Remove(gone);
        items.Add(new FeedItem(FeedKind.Released, gone.Hub.Key, 0, null));
    }

    private void Follow(string conversation, Slot slot, bool isReadAlong)
    {
        _resumed.Remove(conversation, out var after);
        var (hub, cursor) = _feed.Attach(Caller, conversation, after, Wakeup);
        _held.Add(new HeldConversation(hub, cursor) { Slot = slot, IsReadAlong = isReadAlong });
        Feed.Forget(cursor.Open());
        if (after == 0)
            Feed.Forget(hub.ReadFromFirst(cursor)); // there is something to read for sure: no need to be told so first
    }

    private void TryRefusedAgain()
    {
        foreach (var held in _held.Where(held => held.Cursor.Refusal is not null))
            Feed.Forget(held.Cursor.OpenAgain());
    }

    private void TakeLines(List<FeedItem> items)
    {
        if (!_areLinesDue || _lines.IsEmpty)
            return;

        _areLinesDue = false;
        LineSnapshot[] lines = [.. _lines.Select(line => line.Snapshot).OfType<LineSnapshot>()];
        if (lines.Length == 0)
            return;

        Volatile.Write(ref _linesTold, Versions());
        items.Add(new FeedItem(FeedKind.Queues, null, 0, lines));
    }

    private long Versions()
    {
        var sum = 0L;
        foreach (var line in _lines)
            sum = unchecked((sum * 31) + (line.Snapshot?.At.Ticks ?? -1));
        return sum;
    }

    private void AddHeartbeat(List<FeedItem> items) => items.Add(new FeedItem(FeedKind.Heartbeat, null, 0, this));

    private static bool IsHeld(Slot slot) => slot.State is SlotState.Held or SlotState.WrapUp;

    private static bool HasChanged(AgentView told, AgentView view) =>
        told.Presence != view.Presence || told.Capacity != view.Capacity || told.MostCapacity != view.MostCapacity
        || told.LostAt != view.LostAt || told.Slots.Length != view.Slots.Length || told.LeaseUntil != view.LeaseUntil;
}
