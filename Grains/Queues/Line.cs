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

    private static readonly Comparer<(DateTimeOffset NotBefore, string Conversation)> EarliestFirst = Comparer<(DateTimeOffset NotBefore, string Conversation)>.Create(
        (one, other) => one.NotBefore.CompareTo(other.NotBefore) is var byTime and not 0 ? byTime : string.CompareOrdinal(one.Conversation, other.Conversation));

    private readonly Dictionary<string, Registered> _places = [];
    private readonly Dictionary<string, long> _joins = [];
    private readonly SortedDictionary<long, string> _waiting = [];
    private readonly SortedSet<(DateTimeOffset NotBefore, string Conversation)> _later = new(EarliestFirst);
    private readonly SortedSet<long> _yielding = [];

    /// <summary>Those who wait at their screens, the oldest first.</summary>
    private readonly SortedSet<(DateTimeOffset Since, long Ticket)> _ages = [];
    private readonly HashSet<long> _tickets = [];
    private readonly SortedDictionary<int, Dictionary<string, int>> _segments = [];
    private readonly SortedSet<int> _changed = [];
    private int _order;
    private int _named;
    private int _beyondLimit;
    private long _joinsSoFar;
    private long _lastInLine;

    /// <summary>Told of who waits from now on and who does no longer; null for nobody.</summary>
    public ILineListener? Listener { get; set; }

    public int Waiting => _waiting.Count;

    /// <summary>Those that are nobody's before a time to come: they are in no line until then.</summary>
    public int Later => _later.Count;

    public int Held => _places.Count - _waiting.Count - _later.Count;

    /// <summary>Whether stored segments differ from this.</summary>
    public bool IsChanged => _changed.Count > 0;

    /// <summary>Those who wait, the next to be served first.</summary>
    public IEnumerable<LineEntry> InOrder => _waiting.Values.Select(conversation => _places[conversation].Entry);

    /// <summary>Those of them that a supervisor gave to one agent, whether there is room or not.</summary>
    public IEnumerable<LineEntry> BeyondLimit => _beyondLimit == 0 ? [] : InOrder.Where(entry => entry.BeyondLimitBy is not null);

    /// <summary>Those that are nobody's before a time to come, the earliest first.</summary>
    public IEnumerable<LineEntry> ForLater => _later.Select(one => _places[one.Conversation].Entry);

    /// <summary>Since when whoever waits longest at their screen does; not always the first, where some are more urgent.</summary>
    public DateTimeOffset? OldestSince => _ages.Count == 0 ? null : _ages.Min.Since;

    /// <summary>Whether somebody in the line is anybody's at once: a life is in danger, or one agent was named.</summary>
    public bool HasUrgent => _named > 0 || (_waiting.Count > 0 && InOrder.First().Triage?.IsAtRisk() == true);

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

    /// <summary>How many wait before an order key.</summary>
    public int AheadOf(long ticket)
    {
        if (ticket >= _lastInLine)
            return _waiting.Count - _yielding.Count - (_waiting.ContainsKey(ticket) && !_yielding.Contains(ticket) ? 1 : 0) + _yielding.TakeWhile(one => one < ticket).Count();

        return _waiting.Keys.TakeWhile(one => one < ticket).Count();
    }

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

    /// <summary>Open conversations in which a life is in danger.</summary>
    public int AtRisk => _places.Values.Count(place => place.Entry.Triage?.IsAtRisk() == true);

    /// <summary>Puts a conversation into the line. One that waits keeps its place, unless it has become more or less urgent; one that is older than what is known changes nothing.</summary>
    /// <returns>Its order key.</returns>
    public long Join(JoinLine command)
    {
        _joins[command.Conversation] = ++_joinsSoFar;
        var known = _places.GetValueOrDefault(command.Conversation);
        if (known is not null && (known.Entry.Seq > command.Seq || (known.Entry.Seq == command.Seq && (known.Entry.IsHeld || ((known.Entry.For, known.Entry.BeyondLimitBy) == (command.For, command.BeyondLimitBy) && IsInPlace(known.Entry, command.Triage, command.NotBefore))))))
            return known.Entry.Ticket;

        if (known is not null && HeadStartOf(command.Triage) != HeadStartOf(known.Entry.Triage))
            known = Move(known, command.Triage);
        var ticket = known?.Entry.Ticket ?? FreeTicket((command.Since - HeadStartOf(command.Triage)).UtcTicks);
        var entry = new LineEntry(command.Conversation, ticket, command.Seq, IsHeld: false, command.For, command.ForUntil)
        {
            Triage = command.Triage,
            NotBefore = command.NotBefore,
            BeyondLimitBy = command.BeyondLimitBy,
            NotFor = command.NotFor,
        };
        Put(entry, known?.Segment ?? OpenSegment());
        return ticket;
    }

    /// <summary>It is more urgent from now on: one that an agent has stands further in front, should it come back. Nobody is moved back.</summary>
    public void Mark(string conversation, Triage triage)
    {
        if (_places.GetValueOrDefault(conversation) is { } known && HeadStartOf(triage) > HeadStartOf(known.Entry.Triage))
            Move(known, triage);
    }

    /// <summary>Those whose time has come wait from now on, in the place that is theirs by their age.</summary>
    public void Wake(DateTimeOffset now)
    {
        while (_later.Count > 0 && _later.Min is var (notBefore, conversation) && notBefore <= now)
        {
            var known = _places[conversation];
            Put(known.Entry with { NotBefore = null }, known.Segment);
        }
    }

    /// <summary>An agent has it, by the fact <paramref name="seq"/>.</summary>
    public bool Hold(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;
        if (!known.Entry.IsHeld)
            Put(known.Entry with { IsHeld = true, Seq = seq, For = null, ForUntil = null, BeyondLimitBy = null, NotBefore = null }, known.Segment);
        return true;
    }

    /// <summary>It is closed, by the fact <paramref name="seq"/>: it waits no longer, and stays registered until it leaves.</summary>
    public bool Close(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;
        if (!known.Entry.IsHeld && Goes(known.Entry))
            Listener?.Left(conversation);
        return Hold(conversation, seq);
    }

    /// <summary>The conversation itself says so: whatever was expected of it never came to be.</summary>
    public void Correct(string conversation, int seq, bool isHeld, DateTimeOffset? notBefore = null)
    {
        if (_places.GetValueOrDefault(conversation) is { } known)
            Put(known.Entry with { IsHeld = isHeld, Seq = seq, For = null, ForUntil = null, BeyondLimitBy = null, NotBefore = isHeld ? null : notBefore }, known.Segment);
    }

    /// <summary>Where it waits, what it asks of its agents, and from when on, as the conversation itself says; nothing changes where it is there already.</summary>
    public void Place(string conversation, Triage? triage, DateTimeOffset? notBefore)
    {
        if (_places.GetValueOrDefault(conversation) is not { Entry.IsHeld: false } known || IsInPlace(known.Entry, triage, notBefore))
            return;

        if (HeadStartOf(triage) != HeadStartOf(known.Entry.Triage))
            known = Move(known, triage);
        Put(known.Entry with { NotBefore = notBefore, Triage = triage }, known.Segment);
    }

    /// <summary>Whom it waits for, by the fact <paramref name="seq"/>, as the conversation itself says; one that is older than what is known changes nothing.</summary>
    public void Keep(string conversation, int seq, string staffId, DateTimeOffset? until, string? beyondLimitBy = null)
    {
        if (_places.GetValueOrDefault(conversation) is { Entry.IsHeld: false } known && known.Entry.Seq <= seq
            && (known.Entry.For, known.Entry.ForUntil, known.Entry.BeyondLimitBy) != (staffId, until, beyondLimitBy))
        {
            Put(known.Entry with { Seq = seq, For = staffId, ForUntil = until, BeyondLimitBy = beyondLimitBy }, known.Segment);
        }
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

    /// <summary>Another order key for the same age. Nobody has come or gone, so nobody is told.</summary>
    private Registered Move(Registered known, Triage? triage)
    {
        var old = known.Entry;
        _tickets.Remove(old.Ticket);
        var ticket = FreeTicket((old.Since - HeadStartOf(triage)).UtcTicks);
        var moved = known with { Entry = old with { Ticket = ticket, Triage = triage } };
        if (_waiting.Remove(old.Ticket))
        {
            _waiting.Add(ticket, old.Conversation);
            StandNoLonger(old);
            Stand(moved.Entry);
        }

        _places[old.Conversation] = moved;
        _tickets.Add(ticket);
        _changed.Add(known.Segment);
        return moved;
    }

    private static bool IsInPlace(LineEntry entry, Triage? triage, DateTimeOffset? notBefore) =>
        HeadStartOf(entry.Triage) == HeadStartOf(triage) && entry.Triage.AsksAs(triage) && entry.NotBefore == notBefore;

    /// <summary>Those who let others pass stand beyond the end of the line: whoever comes after the last of the others is the last, for all that.</summary>
    private void Stand(LineEntry entry)
    {
        if (entry.For is not null)
            _named++;
        if (entry.BeyondLimitBy is not null)
            _beyondLimit++;
        if (entry.IsYielding)
        {
            _yielding.Add(entry.Ticket);
            return;
        }

        _ages.Add((entry.Since, entry.Ticket));
        _lastInLine = Math.Max(_lastInLine, entry.Ticket);
    }

    private void StandNoLonger(LineEntry entry)
    {
        if (entry.For is not null)
            _named--;
        if (entry.BeyondLimitBy is not null)
            _beyondLimit--;
        if (!_yielding.Remove(entry.Ticket))
            _ages.Remove((entry.Since, entry.Ticket));
    }

    private static TimeSpan HeadStartOf(Triage? triage) => triage?.HeadStart ?? TimeSpan.Zero;

    private void Put(LineEntry entry, int segment)
    {
        Place(entry, segment);
        _changed.Add(segment);
    }

    private void Place(LineEntry entry, int segment)
    {
        var before = _places.GetValueOrDefault(entry.Conversation)?.Entry;
        if (before?.NotBefore is { } notBefore)
            _later.Remove((notBefore, entry.Conversation));
        var waited = before is not null && Goes(before);
        _places[entry.Conversation] = new Registered(entry, segment);
        _tickets.Add(entry.Ticket);
        if (entry.NotBefore is { } later && !entry.IsHeld)
            _later.Add((later, entry.Conversation));
        else if (!entry.IsHeld)
            Wait(entry, waited, isBack: before is not null);
        if (waited && entry.IsHeld)
            Listener?.Served(entry.Conversation);
        else if (waited && entry.NotBefore is not null)
            Listener?.Postponed(entry.Conversation);
        _segments[segment].TryAdd(entry.Conversation, _order++);
    }

    /// <summary>Stands in the line from now on; whoever stood there before has not come.</summary>
    private void Wait(LineEntry entry, bool waited, bool isBack)
    {
        _waiting.Add(entry.Ticket, entry.Conversation);
        var isLast = !entry.IsYielding && entry.Ticket > _lastInLine;
        Stand(entry);
        if (!waited)
            Listener?.Came(entry.Conversation, isLast ? AheadOf(entry.Ticket) : null, isBack);
    }

    /// <summary>Whether it waited; it does no longer.</summary>
    private bool Goes(LineEntry entry)
    {
        if (!_waiting.Remove(entry.Ticket))
            return false;

        StandNoLonger(entry);
        return true;
    }

    private void Remove(Registered place)
    {
        _places.Remove(place.Entry.Conversation);
        if (place.Entry.NotBefore is { } notBefore)
            _later.Remove((notBefore, place.Entry.Conversation));
        if (Goes(place.Entry))
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
