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

    private readonly Dictionary<string, Place> _places = [];
    private readonly Dictionary<string, int> _joins = [];
    private readonly SortedDictionary<long, string> _waiting = [];
    private readonly HashSet<long> _tickets = [];
    private readonly SortedDictionary<int, Dictionary<string, int>> _segments = [];
    private readonly SortedSet<int> _changed = [];
    private int _order;

    public int Waiting => _waiting.Count;

    public int Held => _places.Count - _waiting.Count;

    /// <summary>Whether stored segments differ from this.</summary>
    public bool IsChanged => _changed.Count > 0;

    /// <summary>The segments as they ought to be stored; empty ones are kept until <see cref="DropEmpty"/>.</summary>
    public ImmutableArray<int> Segments => [.. _segments.Keys];

    /// <summary>Those who wait, the next to be served first.</summary>
    public IEnumerable<LineEntry> InOrder => _waiting.Values.Select(conversation => _places[conversation].Entry);

    /// <summary>Everything registered, in the order it was.</summary>
    public IEnumerable<LineEntry> All => _segments.Values.SelectMany(segment => segment.OrderBy(one => one.Value)).Select(one => _places[one.Key].Entry);

    public bool Find(string conversation, [NotNullWhen(true)] out LineEntry? entry)
    {
        entry = _places.GetValueOrDefault(conversation)?.Entry;
        return entry is not null;
    }

    /// <summary>How often the conversation has asked to join, in vain or not.</summary>
    public int JoinsOf(string conversation) => _joins.GetValueOrDefault(conversation);

    /// <summary>Takes over a stored segment.</summary>
    public void Load(int number, LineSegment segment)
    {
        _segments[number] = [];
        foreach (var entry in segment.Entries)
            Put(entry, number);
    }

    /// <summary>Puts a conversation into the line. One that waits keeps its place; one that is older than what is known changes nothing.</summary>
    /// <returns>Its order key.</returns>
    public long Join(JoinLine command)
    {
        _joins[command.Conversation] = JoinsOf(command.Conversation) + 1;
        var known = _places.GetValueOrDefault(command.Conversation);
        if (known is not null && known.Entry.Seq >= command.Seq)
            return known.Entry.Ticket;

        var ticket = known?.Entry.Ticket ?? FreeTicket(command.Since.UtcTicks);
        var entry = new LineEntry(command.Conversation, ticket, command.Seq, IsHeld: false, command.For, command.ForUntil);
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

    /// <summary>It is no longer this queue's; false where it is not here or came back since.</summary>
    public bool Leave(string conversation, int seq)
    {
        if (_places.GetValueOrDefault(conversation) is not { } known || known.Entry.Seq > seq)
            return false;

        _places.Remove(conversation);
        _joins.Remove(conversation);
        _waiting.Remove(known.Entry.Ticket);
        _tickets.Remove(known.Entry.Ticket);
        _segments[known.Segment].Remove(conversation);
        _changed.Add(known.Segment);
        return true;
    }

    /// <summary>What has to be written; it counts as written from now on.</summary>
    public IReadOnlyList<(int Number, LineSegment Segment)> TakeChanged()
    {
        var changed = _changed.Select(number => (number, new LineSegment
        {
            Entries = [.. _segments[number].OrderBy(one => one.Value).Select(one => _places[one.Key].Entry)],
        })).ToList();
        _changed.Clear();
        return changed;
    }

    /// <summary>Segments nobody is in and nobody will join; they are no longer part of the line.</summary>
    public IReadOnlyList<int> DropEmpty()
    {
        if (_segments.Count == 0)
            return [];

        var last = _segments.Keys.Last();
        var empty = _segments.Where(segment => segment.Value.Count == 0 && segment.Key != last && !_changed.Contains(segment.Key))
            .Select(segment => segment.Key).ToList();
        empty.ForEach(number => _segments.Remove(number));
        return empty;
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
        _places[entry.Conversation] = new Place(entry, segment);
        _tickets.Add(entry.Ticket);
        if (entry.IsHeld)
            _waiting.Remove(entry.Ticket);
        else
            _waiting[entry.Ticket] = entry.Conversation;
        _segments[segment].TryAdd(entry.Conversation, _order++);
        _changed.Add(segment);
    }

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

    private sealed record Place(LineEntry Entry, int Segment);
}
