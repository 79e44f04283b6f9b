using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Muster.Queues;

/// <summary>
/// The line and register of one queue in memory: who waits in which order, who is held, and which stored segments that changes.
/// No I/O, no clock.
/// </summary>
public sealed class Line
{
    /// <summary>Points a snapshot gives of the line.</summary>
    public const int MostPoints = 64;

    private readonly Dictionary<string, Registered> _places = [];
    private readonly Dictionary<string, long> _joins = [];
    private readonly SortedDictionary<long, string> _waiting = [];
    private readonly HashSet<long> _tickets = [];
    private readonly SortedDictionary<int, Dictionary<string, int>> _segments = [];
    private readonly SortedSet<int> _changed = [];
    private int _order;
    private long _joinsSoFar;
    private long _lastInLine;

    /// <summary>Told of who waits from now on and who does no longer; null for nobody.</summary>
    public ILineListener? Listener { get; set; }

    public int Waiting => _waiting.Count;

    public int Held => _places.Count - _waiting.Count;

    /// <summary>Whether stored segments differ from this.</summary>
    public bool IsChanged => _changed.Count > 0;

    /// <summary>Those who wait, the next to be served first.</summary>
    public IEnumerable<LineEntry> InOrder => _waiting.Values.Select(conversation => _places[conversation].Entry);

    /// <summary>Since when whoever waits longest does; not always the first, where some are more urgent.</summary>
    public DateTimeOffset? OldestSince => _waiting.Count == 0 ? null : InOrder.Min(entry => entry.Since);

    /// <summary>Those that agents have, in no order.</summary>
    public IEnumerable<LineEntry> AllHeld => _places.Values.Select(place => place.Entry).Where(entry => entry.IsHeld);

    /// <summary>Everything registered, in the order it was.</summary>
    public IEnumerable<LineEntry> All => _segments.Values.SelectMany(segment => segment.OrderBy(one => one.Value)).Select(one => _places[one.Key].Entry);

    public bool Find(string conversation, [NotNullWhen(true)] out LineEntry? entry)
    {
        entry = _places.GetValueOrDefault(conversation)?.Entry;
        return entry is not null;
    }

    /// <summary>Changes whenever the conversation asks to join, in vain or not.</summary>
    public long LastJoinOf(string conversation) => _joins.GetValueOrDefault(conversation);

    /// <summary>
    /// Takes over a stored segment. A conversation may stand in two of them, because segments are not stored as one unit: the newer
    /// entry counts, and the older is to be removed.
    /// </summary>
    public void Load(int number, LineSegment segment)
    {
        _segments[number] = [];
        foreach (var entry in segment.Entries)
        {
            if (_places.GetValueOrDefault(entry.Conversation) is { } known)
            {
                _changed.Add(number);
                if (known.Entry.Seq >= entry.Seq)
                    continue;
                Remove(known);
            }

            var ticket = FreeTicket(entry.Ticket);
            if (ticket != entry.Ticket)
                _changed.Add(number);
            Place(entry with { Ticket = ticket }, number);
        }
    }

    /// <summary>Puts a conversation into the line. One that waits keeps its place; one that is older than what is known changes nothing.</summary>
    /// <returns>Its order key.</returns>
    public long Join(JoinLine command)
    {
        _joins[command.Conversation] = ++_joinsSoFar;
        var known = _places.GetValueOrDefault(command.Conversation);
        if (known is not null && known.Entry.Seq >= command.Seq)
            return known.Entry.Ticket;

        var ticket = known?.Entry.Ticket ?? FreeTicket((command.Since - (command.Triage?.HeadStart ?? TimeSpan.Zero)).UtcTicks);
        var entry = new LineEntry(command.Conversation, ticket, command.Seq, IsHeld: false, command.For, command.ForUntil) { Triage = command.Triage };
        Put(entry, known?.Segment ?? OpenSegment());
        return ticket;
    }

    /// <summary>An agent has it, by the fact <paramref name="seq"/>.</summary>
    public bool Hold(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;
        if (!known.Entry.IsHeld)
            Put(known.Entry with { IsHeld = true, Seq = seq, For = null, ForUntil = null }, known.Segment);
        return true;
    }

    /// <summary>It is closed, by the fact <paramref name="seq"/>: it waits no longer, and stays registered until it leaves.</summary>
    public bool Close(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;
        if (!known.Entry.IsHeld && _waiting.Remove(known.Entry.Ticket))
            Listener?.Left(conversation);
        return Hold(conversation, seq);
    }

    /// <summary>The conversation itself says so: whatever was expected of it never came to be.</summary>
    public void Correct(string conversation, int seq, bool isHeld)
    {
        if (_places.GetValueOrDefault(conversation) is { } known)
            Put(known.Entry with { IsHeld = isHeld, Seq = seq, For = null, ForUntil = null }, known.Segment);
    }

    /// <summary>It is no longer this queue's; false where it is not here or came back since.</summary>
    public bool Leave(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;

        _joins.Remove(conversation);
        Remove(known);
        return true;
    }

    /// <summary>The segment new conversations join will be written, changed or not.</summary>
    public void TouchLast()
    {
        if (_segments.Count > 0)
            _changed.Add(_segments.Keys.Last());
    }

    /// <summary>What has to be stored; it counts as stored from now on.</summary>
    public LineChanges TakeChanges()
    {
        var last = _segments.Count == 0 ? 0 : _segments.Keys.Last();
        ImmutableArray<int> empty = [.. _segments.Where(segment => segment.Value.Count == 0 && segment.Key != last).Select(segment => segment.Key)];
        foreach (var number in empty)
        {
            _segments.Remove(number);
            _changed.Remove(number);
        }

        ImmutableArray<(int, LineSegment)> changed = [.. _changed.Select(number => (number, Stored(number)))];
        _changed.Clear();
        return new LineChanges([.. _segments.Keys], changed, empty);
    }

    /// <summary>At most <see cref="MostPoints"/> order keys with how many wait before each; the first and the last among them.</summary>
    public ImmutableArray<LinePoint> Points()
    {
        var points = ImmutableArray.CreateBuilder<LinePoint>(Math.Min(MostPoints, _waiting.Count));
        var place = 0;
        var next = 0;
        foreach (var ticket in _waiting.Keys)
        {
            if (place == next)
            {
                points.Add(new LinePoint(ticket, place));
                next = _waiting.Count <= MostPoints
                    ? place + 1
                    : (int)((long)points.Count * (_waiting.Count - 1) / (MostPoints - 1));
            }

            place++;
        }

        return points.ToImmutable();
    }

    private void Put(LineEntry entry, int segment)
    {
        Place(entry, segment);
        _changed.Add(segment);
    }

    private void Place(LineEntry entry, int segment)
    {
        var isBack = _places.ContainsKey(entry.Conversation);
        _places[entry.Conversation] = new Registered(entry, segment);
        _tickets.Add(entry.Ticket);
        if (!entry.IsHeld)
            Wait(entry, isBack);
        else if (_waiting.Remove(entry.Ticket))
            Listener?.Served(entry.Conversation);
        _segments[segment].TryAdd(entry.Conversation, _order++);
    }

    private void Wait(LineEntry entry, bool isBack)
    {
        if (!_waiting.TryAdd(entry.Ticket, entry.Conversation))
            return;

        var isLast = entry.Ticket > _lastInLine;
        _lastInLine = Math.Max(_lastInLine, entry.Ticket);
        Listener?.Came(entry.Conversation, isLast ? _waiting.Count - 1 : null, isBack);
    }

    private void Remove(Registered place)
    {
        _places.Remove(place.Entry.Conversation);
        if (_waiting.Remove(place.Entry.Ticket))
            Listener?.Left(place.Entry.Conversation);
        _tickets.Remove(place.Entry.Ticket);
        _segments[place.Segment].Remove(place.Entry.Conversation);
        _changed.Add(place.Segment);
    }

    private LineSegment Stored(int number) =>
        new() { Entries = [.. _segments[number].OrderBy(one => one.Value).Select(one => _places[one.Key].Entry)] };

    private int OpenSegment()
    {
        if (_segments.Count > 0 && _segments.Last() is var (number, members) && members.Count < LineSegment.Size)
            return number;

        var next = _segments.Count == 0 ? 1 : _segments.Keys.Last() + 1;
        _segments[next] = [];
        return next;
    }

    /// <summary>Two who started in the same instant (100 ns) are told apart by who came first.</summary>
    private long FreeTicket(long wanted)
    {
        while (_tickets.Contains(wanted))
            wanted++;
        return wanted;
    }

    private sealed record Registered(LineEntry Entry, int Segment);
}
